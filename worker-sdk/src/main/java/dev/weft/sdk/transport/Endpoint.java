package dev.weft.sdk.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the platform answers.
 *
 * @param secure TLS, with the certificate checked against {@code host}
 * @param basePath what stands before every path, empty or {@code /something}
 */
public record Endpoint(boolean secure, String host, int port, String basePath) {
    private static final int PORT_MAX = 65_535;

    /**
     * Reads {@code http://host:port/path} or {@code https://…}; without a scheme it is http.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static Endpoint parse(String url) {
        URI uri;
        try {
            uri = new URI(url.contains("://") ? url : "http://" + url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Expected a URL like http://localhost:8080, but got '" + url + "'", e);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("Expected a URL like http://localhost:8080, but got '" + url + "'");
        }
        boolean secure = scheme.equals("https");
        int port = uri.getPort() != -1 ? uri.getPort() : secure ? 443 : 80;
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("Expected a port from 1 to 65535 in the URL, but got '" + url + "'");
        }
        String path = uri.getPath() == null ? "" : uri.getPath();
        return new Endpoint(
                secure, uri.getHost(), port, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** The value of the Host header. */
    String authority() {
        return port == (secure ? 443 : 80) ? host : host + ':' + port;
    }

    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority() + basePath;
    }
}
