package dev.weft.standalone.command;

import dev.weft.standalone.machine.DataDirectory;
import dev.weft.standalone.machine.Ports;
import dev.weft.standalone.platform.Launch;
import dev.weft.standalone.platform.Role;
import dev.weft.standalone.topics.TopicSetupOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weft rehearse}: starts everything and stops again, for the build to record what a start loads. */
@Command(name = "rehearse", hidden = true, description = "Starts the whole platform on free ports, and stops it.")
final class RehearseCommand implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "Directory that is emptied and used.")
    private Path data = Path.of("");

    @Override
    public Integer call() {
        Set<Role> roles = EnumSet.allOf(Role.class);
        URI address = HttpOptions.listen(HOST, Ports.anyFree(HOST));
        DataDirectory directory = DataDirectory.openEmpty(data);
        return Processes.run(new Launch(
                roles,
                Processes.startBroker(directory.kafka(), HOST, Ports.anyFree(HOST)),
                new TopicSetupOptions(TopicSetupOptions.PREFIX_DEFAULT, 0, 0, false),
                directory,
                address,
                true));
    }
}
