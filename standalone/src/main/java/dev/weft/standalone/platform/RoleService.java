package dev.weft.standalone.platform;

/**
 * One service of this process: a bean for each role, started only when the process has the role.
 *
 * <p>All methods but {@link #isReady} are called from one thread.
 */
public interface RoleService {
    /** @return the role that asks for this service */
    Role role();

    /** Starts the service; returns without waiting until it is ready. */
    void start(PlatformContext context);

    /** Whether a workflow would make progress, as far as this service is concerned; called from any thread. */
    boolean isReady();

    /** Stops what {@link #start} started, after finishing what is under way. */
    void stop();
}
