package dev.weft.standalone.command;

import dev.weft.standalone.machine.Ports;
import dev.weft.standalone.platform.Role;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the process answers HTTP. */
final class HttpOptions {
    private static final int FROM_ROLE = -1;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "HTTP port (default: 8080; for a single service: frontend 8080, matching 8081, history 8082).")
    private int port = FROM_ROLE;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Address to answer HTTP on (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    private String host = "127.0.0.1";

    @Option(
            names = "--advertise",
            paramLabel = "URL",
            description = "How other processes reach this one (default: the host and port above).")
    private String advertised = "";

    /** Refuses a port that is taken, then tells the HTTP server where to listen. */
    URI claim(Set<Role> roles) {
        Optional<URI> told = told();
        int chosen = port == FROM_ROLE ? defaultPort(roles) : port;
        Ports.requireFree(host, chosen, "HTTP", "--port");
        URI own = listen(host, chosen);
        return told.orElse(own);
    }

    private Optional<URI> told() {
        if (advertised.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(advertised);
            if (SCHEMES.contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            throw noUrl(e);
        }
        throw noUrl(null);
    }

    private ParameterException noUrl(@Nullable Throwable cause) {
        return new ParameterException(
                Objects.requireNonNull(command).commandLine(),
                "Expected --advertise to be a URL like http://10.0.0.7:8080, but got '" + advertised + "'",
                cause);
    }

    static URI listen(String host, int port) {
        System.setProperty("quarkus.http.host", host);
        System.setProperty("quarkus.http.port", Integer.toString(port));
        return URI.create("http://" + host + ":" + port);
    }

    private static int defaultPort(Set<Role> roles) {
        Role only = roles.size() == 1 ? roles.iterator().next() : Role.FRONTEND;
        return only.defaultPort();
    }
}
