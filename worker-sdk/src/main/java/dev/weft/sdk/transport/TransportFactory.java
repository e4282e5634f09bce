package dev.weft.sdk.transport;

import java.util.Map;

/** Opens the way to a platform. Clients and workers have one each, and close it. */
@FunctionalInterface
public interface TransportFactory {
    TransportFactory HTTP = (url, headers) -> new HttpTransport(Endpoint.parse(url), headers);

    /** @param headers sent with every call, such as an authorization */
    Transport open(String url, Map<String, String> headers);
}
