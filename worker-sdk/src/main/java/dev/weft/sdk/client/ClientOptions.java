package dev.weft.sdk.client;

import dev.weft.core.model.ExecutionKey;
import dev.weft.sdk.data.DataConverter;
import dev.weft.sdk.data.FailureConverter;
import dev.weft.sdk.data.JsonDataConverter;
import dev.weft.sdk.data.StandardFailureConverter;
import dev.weft.sdk.transport.TransportFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/**
 * Where the platform is and how values are written.
 *
 * @param url of the frontend; workers find matching there too
 * @param identity who asks, shown in histories
 * @param headers sent with every call, such as an authorization
 * @param patience how long a call is tried again while the platform does not answer
 * @param transport how the platform is reached: over HTTP, unless a test environment says otherwise
 */
public record ClientOptions(
        String url,
        String namespace,
        String identity,
        Map<String, String> headers,
        DataConverter dataConverter,
        FailureConverter failureConverter,
        Duration patience,
        TransportFactory transport) {

    public ClientOptions {
        headers = Map.copyOf(headers);
    }

    /** The default namespace, JSON, and 30 s of patience. */
    public static ClientOptions of(String url) {
        return new ClientOptions(
                url,
                ExecutionKey.DEFAULT_NAMESPACE,
                ManagementFactory.getRuntimeMXBean().getName(),
                Map.of(),
                new JsonDataConverter(),
                new StandardFailureConverter(),
                Duration.ofSeconds(30),
                TransportFactory.HTTP);
    }

    public ClientOptions withNamespace(String newNamespace) {
        return new ClientOptions(
                url, newNamespace, identity, headers, dataConverter, failureConverter, patience, transport);
    }

    public ClientOptions withIdentity(String newIdentity) {
        return new ClientOptions(
                url, namespace, newIdentity, headers, dataConverter, failureConverter, patience, transport);
    }

    public ClientOptions withHeaders(Map<String, String> newHeaders) {
        return new ClientOptions(
                url, namespace, identity, newHeaders, dataConverter, failureConverter, patience, transport);
    }

    public ClientOptions withDataConverter(DataConverter converter) {
        return new ClientOptions(url, namespace, identity, headers, converter, failureConverter, patience, transport);
    }

    public ClientOptions withFailureConverter(FailureConverter converter) {
        return new ClientOptions(url, namespace, identity, headers, dataConverter, converter, patience, transport);
    }

    public ClientOptions withPatience(Duration newPatience) {
        return new ClientOptions(
                url, namespace, identity, headers, dataConverter, failureConverter, newPatience, transport);
    }

    public ClientOptions withTransport(TransportFactory newTransport) {
        return new ClientOptions(
                url, namespace, identity, headers, dataConverter, failureConverter, patience, newTransport);
    }
}
