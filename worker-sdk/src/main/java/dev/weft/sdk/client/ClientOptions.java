package dev.weft.sdk.client;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import dev.weft.sdk.data.StandardDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.interceptor.ContextPropagator;
import dev.weft.sdk.interceptor.Propagation;
import dev.weft.sdk.interceptor.WorkflowClientInterceptor;
import dev.weft.sdk.transport.TransportFactory;
import dev.weft.sdk.workflow.Checks;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the platform is and how values are written.
 *
 * @param url of the frontend; workers find matching there too
 * @param identity who asks, shown in histories
 * @param headers sent with every call, such as an authorization
 * @param patience how long a call is tried again while the platform does not answer
 * @param transport how the platform is reached: over HTTP, unless a test environment says otherwise
 * @param interceptors around the calls of the client; the first one is the outermost
 * @param contextPropagators what travels with every call, also of the workers that are made with these options
 */
public record ClientOptions(
        String url,
        String namespace,
        String identity,
        Map<String, String> headers,
        DataConverter dataConverter,
        FailureConverter failureConverter,
        Duration patience,
        TransportFactory transport,
        List<WorkflowClientInterceptor> interceptors,
        List<ContextPropagator<?>> contextPropagators) {

    private static final Pattern HEADER_NAME = Pattern.compile("[\\p{Alnum}!#$%&'*+.^_`|~-]+");
    private static final Pattern NAMESPACE = Pattern.compile("[\\p{Alnum}._-]{1,255}");

    public ClientOptions {
        headers = Map.copyOf(headers);
        interceptors = List.copyOf(interceptors);
        contextPropagators = List.copyOf(contextPropagators);
        if (url.isBlank()) {
            throw new IllegalArgumentException("Expected the URL of the platform, but it is blank");
        }
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new IllegalArgumentException("Expected a namespace of 1 to 255 letters, digits, dots, underscores or"
                    + " hyphens, but got '" + namespace + "'");
        }
        Checks.optionalName("identity", identity);
        headers.forEach(ClientOptions::checkHeader);
        if (patience.isNegative()) {
            throw new IllegalArgumentException("Expected a patience of zero or more, but got " + patience);
        }
        Checks.inBounds("patience", patience);
        Propagation.of(contextPropagators);
    }

    private static void checkHeader(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Expected the name of a header in letters, digits and"
                    + " !#$%&'*+-.^_`|~, but got '" + name + "'");
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw new IllegalArgumentException("Expected a value of header " + name
                    + " without line breaks and other control characters, but it has some");
        }
        if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(
                    "Expected a value of header " + name + " in ISO-8859-1, but it has other characters");
        }
    }

    /** The default namespace, JSON, and 30 s of patience. */
    public static ClientOptions of(String url) {
        return new ClientOptions(
                url,
                ExecutionKey.DEFAULT_NAMESPACE,
                ManagementFactory.getRuntimeMXBean().getName(),
                Map.of(),
                new StandardDataConverter(),
                new StandardFailureConverter(),
                Duration.ofSeconds(30),
                TransportFactory.HTTP,
                List.of(),
                List.of());
    }

    public ClientOptions withNamespace(String value) {
        Change change = new Change(this);
        change.namespace = value;
        return change.build();
    }

    public ClientOptions withIdentity(String value) {
        Change change = new Change(this);
        change.identity = value;
        return change.build();
    }

    public ClientOptions withHeaders(Map<String, String> value) {
        Change change = new Change(this);
        change.headers = value;
        return change.build();
    }

    public ClientOptions withDataConverter(DataConverter value) {
        Change change = new Change(this);
        change.dataConverter = value;
        return change.build();
    }

    public ClientOptions withFailureConverter(FailureConverter value) {
        Change change = new Change(this);
        change.failureConverter = value;
        return change.build();
    }

    public ClientOptions withPatience(Duration value) {
        Change change = new Change(this);
        change.patience = value;
        return change.build();
    }

    public ClientOptions withTransport(TransportFactory value) {
        Change change = new Change(this);
        change.transport = value;
        return change.build();
    }

    public ClientOptions withInterceptors(WorkflowClientInterceptor... value) {
        Change change = new Change(this);
        change.interceptors = List.of(value);
        return change.build();
    }

    public ClientOptions withContextPropagators(ContextPropagator<?>... value) {
        Change change = new Change(this);
        change.contextPropagators = List.of(value);
        return change.build();
    }

    /** A copy in the making, so that each {@code with} method names only what it changes. */
    private static final class Change {
        private final String url;
        private String namespace;
        private String identity;
        private Map<String, String> headers;
        private DataConverter dataConverter;
        private FailureConverter failureConverter;
        private Duration patience;
        private TransportFactory transport;
        private List<WorkflowClientInterceptor> interceptors;
        private List<ContextPropagator<?>> contextPropagators;

        Change(ClientOptions before) {
            url = before.url;
            namespace = before.namespace;
            identity = before.identity;
            headers = before.headers;
            dataConverter = before.dataConverter;
            failureConverter = before.failureConverter;
            patience = before.patience;
            transport = before.transport;
            interceptors = before.interceptors;
            contextPropagators = before.contextPropagators;
        }

        ClientOptions build() {
            return new ClientOptions(
                    url,
                    namespace,
                    identity,
                    headers,
                    dataConverter,
                    failureConverter,
                    patience,
                    transport,
                    interceptors,
                    contextPropagators);
        }
    }
}
