package dev.weft.standalone.command;

import dev.weft.standalone.machine.DataDirectory;
import dev.weft.standalone.machine.StartException;
import dev.weft.standalone.platform.KafkaAccess;
import dev.weft.standalone.platform.Launch;
import dev.weft.standalone.platform.Role;
import dev.weft.standalone.topics.TopicSetupOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weft serve}: one service as its own process, of which there may be any number. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs one service as its own process, on a Kafka cluster that runs elsewhere.")
final class ServeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SERVICE", description = "history, matching or frontend.")
    private Role role = Role.FRONTEND;

    @Mixin
    private HttpOptions http = new HttpOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory for local state, one for each process (default: .weft/SERVICE-PORT).")
    private @Nullable Path data;

    @Override
    public Integer call() {
        KafkaAccess kafka = cluster.external()
                .orElseThrow(() -> new StartException("Expected --kafka HOST:PORT, which tells serve where the log is,"
                        + " but it is missing: name a cluster, such as the one that weft dev prints."));
        TopicSetupOptions topics = cluster.topics();
        Set<Role> roles = EnumSet.of(role);
        URI address = http.claim(roles);
        DataDirectory directory = DataDirectory.open(data == null ? usual(address) : data);
        return Processes.run(
                new Launch(roles, CompletableFuture.completedFuture(kafka), topics, directory, address, false));
    }

    private Path usual(URI address) {
        return Path.of(".weft", role.name().toLowerCase(Locale.ROOT) + "-" + address.getPort());
    }
}
