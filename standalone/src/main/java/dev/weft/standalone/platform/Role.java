package dev.weft.standalone.platform;

/** A service that a process may run; started in this order, stopped in the reverse one. */
public enum Role {
    HISTORY(8082),
    MATCHING(8081),
    FRONTEND(8080);

    private final int defaultPort;

    Role(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** @return the HTTP port where none is asked for, so that one process of each role fits on one machine */
    public int defaultPort() {
        return defaultPort;
    }
}
