package dev.weft.standalone.command;

import dev.weft.schemas.topic.Topics;
import dev.weft.standalone.machine.StartException;
import dev.weft.standalone.platform.KafkaCluster;
import dev.weft.standalone.verify.Scope;
import dev.weft.standalone.verify.Summary;
import dev.weft.standalone.verify.UnreadableLogException;
import dev.weft.standalone.verify.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft verify}: compares the states of an installation with what its histories say. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Folds all histories again and compares them with the stored states, also while Weft runs.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:states and histories are equal", "1:they differ", "2:they could not be read"})
final class VerifyCommand implements Callable<Integer> {
    private static final int EQUAL = 0;
    private static final int DIFFERENT = 1;
    private static final int UNREADABLE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"--bootstrap", "--kafka"},
            paramLabel = "HOST:PORT",
            description = "The Kafka cluster (default: ${DEFAULT-VALUE}, the usual broker of weft dev).",
            defaultValue = "127.0.0.1:9092")
    private String bootstrapServers = "127.0.0.1:9092";

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "Further settings for every Kafka client, such as those of TLS and SASL.")
    private @Nullable Path propertiesFile;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What every topic's name begins with (default: ${DEFAULT-VALUE}).",
            defaultValue = Topics.DEFAULT_PREFIX)
    private String topicPrefix = Topics.DEFAULT_PREFIX;

    @Option(names = "--namespace", paramLabel = "NAME", description = "Look at this namespace only.")
    private String namespace = "";

    @Option(names = "--workflow-id", paramLabel = "ID", description = "Look at executions of this id only.")
    private String workflowId = "";

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec);
        Topics topics = topics(command);
        PrintWriter out = command.commandLine().getOut();
        try {
            Map<String, String> properties =
                    propertiesFile == null ? Map.of() : ClusterOptions.clientProperties(propertiesFile);
            Summary summary = new Verification(
                            new KafkaCluster(bootstrapServers, properties),
                            topics,
                            new Scope(namespace, workflowId),
                            out::println)
                    .run();
            out.println(summary);
            return summary.isEqual() ? EQUAL : DIFFERENT;
        } catch (UnreadableLogException | StartException failure) {
            command.commandLine().getErr().println(failure.getMessage());
            return UNREADABLE;
        } finally {
            out.flush();
        }
    }

    private Topics topics(CommandSpec command) {
        try {
            return new Topics(topicPrefix);
        } catch (IllegalArgumentException illegal) {
            throw new ParameterException(command.commandLine(), illegal.getMessage(), illegal);
        }
    }
}
