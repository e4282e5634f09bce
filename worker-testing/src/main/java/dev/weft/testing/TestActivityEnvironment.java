package dev.weft.testing;

import dev.weft.core.model.Payload;
import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.activity.ActivityType;
import dev.weft.sdk.client.ActivityCompletionClient;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.workflow.Checks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs activities alone: each call of a stub is one attempt, on the thread that calls. Arguments and results are written
 * and read as on their way through the platform, and a failure comes out as a workflow would see it.
 *
 * <p>Used by one thread, except that completions and heartbeats may come from any.
 */
public final class TestActivityEnvironment implements AutoCloseable {
    private static final ThreadLocal<@Nullable List<CompletableFuture<?>>> STARTED = new ThreadLocal<>();

    private final WorkflowClient client;
    private final Attempts attempts;
    private final List<Object> implementations = new ArrayList<>();

    private TestActivityEnvironment(UnaryOperator<ClientOptions> change) {
        ClientOptions options = change.apply(ClientOptions.of("memory"));
        this.attempts = new Attempts(options);
        this.client = WorkflowClient.connect(options.withTransport((url, headers) -> attempts));
    }

    public static TestActivityEnvironment newInstance() {
        return newInstance(UnaryOperator.identity());
    }

    /** @param client changes the data converter and the like */
    public static TestActivityEnvironment newInstance(UnaryOperator<ClientOptions> client) {
        return new TestActivityEnvironment(client);
    }

    /** @throws IllegalArgumentException when one implements no activity interface */
    public TestActivityEnvironment registerActivitiesImplementations(Object... targets) {
        for (Object target : targets) {
            boolean isActivity = interfacesOf(target.getClass()).stream()
                    .anyMatch(candidate -> candidate.isAnnotationPresent(ActivityInterface.class));
            if (!isActivity) {
                throw new IllegalArgumentException(
                        "Expected " + target.getClass().getName()
                                + " to implement an interface annotated with @ActivityInterface, but it implements none");
            }
            implementations.add(target);
        }
        return this;
    }

    private static List<Class<?>> interfacesOf(@Nullable Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            for (Class<?> candidate : next.getInterfaces()) {
                found.add(candidate);
                found.addAll(interfacesOf(candidate));
            }
        }
        return found;
    }

    /**
     * A stub whose calls run the registered implementation. A call throws
     * {@link dev.weft.sdk.failure.ActivityFailure} when the attempt fails; one that completes later returns when it has
     * been completed.
     *
     * @throws IllegalArgumentException when nothing registered implements {@code activityInterface}
     */
    public <T> T newActivityStub(Class<T> activityInterface) {
        Object target = implementations.stream()
                .filter(activityInterface::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected an implementation of "
                        + activityInterface.getName() + " to be registered, but there is none"));
        InvocationHandler handler = (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                ? method.invoke(target, arguments)
                : call(activityInterface, target, method, arguments == null ? new Object[0] : arguments);
        return activityInterface.cast(Proxy.newProxyInstance(
                activityInterface.getClassLoader(), new Class<?>[] {activityInterface}, handler));
    }

    private @Nullable Object call(
            Class<?> activityInterface, Object target, Method method, @Nullable Object[] arguments) {
        DataConverter data = client.options().dataConverter();
        Type[] types = method.getGenericParameterTypes();
        @Nullable Object[] received = data.fromPayloads(data.toPayloads(arguments), types);
        method.setAccessible(true);
        CompletableFuture<Payload> outcome =
                attempts.run(ActivityType.of(activityInterface, method), () -> method.invoke(target, received));
        List<CompletableFuture<?>> started = STARTED.get();
        if (started == null) {
            return Attempts.join(outcome, payload -> data.fromPayload(payload, method.getGenericReturnType()));
        }
        started.add(outcome.thenApply(payload -> data.fromPayload(payload, method.getGenericReturnType())));
        return DataConverter.absent(method.getReturnType());
    }

    /**
     * Runs the attempt of the one stub call that {@code call} makes. Returns when its code does; the future completes
     * with the outcome, which may come later.
     */
    @SuppressWarnings("unchecked") // the result is what the stub's method would return
    public <R> CompletableFuture<R> start(Supplier<R> call) {
        List<CompletableFuture<?>> started = new ArrayList<>();
        STARTED.set(started);
        try {
            R unused = call.get();
        } finally {
            STARTED.remove();
        }
        if (started.size() != 1) {
            throw new IllegalArgumentException(
                    "Expected one call of an activity stub's method, but there were " + started.size());
        }
        return (CompletableFuture<R>) started.getFirst();
    }

    /** Completes attempts that said they would complete later, by their tokens. */
    public ActivityCompletionClient newActivityCompletionClient() {
        return client.newActivityCompletionClient();
    }

    /** @param attempt which the next calls are, from 1 */
    public void setAttempt(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("Expected an attempt from 1, but got " + attempt);
        }
        attempts.change(settings -> settings.withAttempt(attempt));
    }

    /** What the attempt before the next calls said last. */
    public void setHeartbeatDetails(@Nullable Object details) {
        List<Payload> payloads = client.options().dataConverter().toPayloads(details);
        attempts.change(settings -> settings.withHeartbeatDetails(payloads));
    }

    /** What the next calls are told of their workflow. */
    public void setWorkflow(String workflowType, String workflowId) {
        attempts.change(settings -> settings.withWorkflow(workflowType, workflowId));
    }

    /** What the next calls are told of their time-outs; nothing times out here. */
    public void setTimeouts(Duration startToClose, Duration heartbeat) {
        Checks.inBounds("startToCloseTimeout", startToClose);
        Checks.inBounds("heartbeatTimeout", heartbeat);
        attempts.change(settings -> settings.withTimeouts(startToClose, heartbeat));
    }

    /** Hears every heartbeat, without throttling, before the activity goes on. */
    public <T> void setHeartbeatListener(Class<T> detailsType, Consumer<@Nullable T> listener) {
        DataConverter data = client.options().dataConverter();
        attempts.listen(details ->
                listener.accept(details.isEmpty() ? null : data.<T>fromPayload(details.getFirst(), detailsType)));
    }

    /** The workflow asks for cancellation: the next heartbeat of each attempt throws. */
    public void requestCancellation() {
        attempts.requestCancellation();
    }

    @Override
    public void close() {
        client.close();
    }
}
