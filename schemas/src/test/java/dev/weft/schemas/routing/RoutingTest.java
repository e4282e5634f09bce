package dev.weft.schemas.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.task.QueueName;
import dev.weft.schemas.routing.RoutingTable.MovedBucket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

final class RoutingTest {
    private static final ExecutionKey KEY = new ExecutionKey("default", "order-17");

    @Test
    void hashIsThatOfKafka() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            byte[] data = new byte[random.nextInt(70)];
            random.nextBytes(data);

            assertThat(Murmur2.hash(data)).isEqualTo(Utils.murmur2(data));
        }
    }

    @Test
    void bucketIsTheHashOfNamespaceAndWorkflowId() {
        byte[] name = "default/order-17".getBytes(StandardCharsets.UTF_8);

        assertThat(Routing.bucketOf(KEY)).isEqualTo(Utils.toPositive(Utils.murmur2(name)) % 4096);
    }

    @Test
    void bucketsOfANewClusterAreSpreadEvenly() {
        Routing routing = Routing.initial(4);

        int[] executions = new int[4];
        IntStream.range(0, 10_000)
                .forEach(i -> executions[routing.partitionOf(new ExecutionKey("default", "w" + i))]++);

        assertThat(IntStream.of(executions)).allMatch(count -> count > 2300 && count < 2700);
    }

    @Test
    void movedBucketGoesToItsNewPartition() {
        int bucket = Routing.bucketOf(KEY);

        Routing routing = new Routing(new RoutingTable(2, 4, 6, List.of(new MovedBucket(bucket, 5))));

        assertThat(routing.partitionOf(KEY)).isEqualTo(5);
        assertThat(routing.partitionOfBucket((bucket + 1) % Routing.BUCKETS)).isEqualTo((bucket + 1) % 4);
        assertThat(routing.version()).isEqualTo(2);
        assertThat(routing.partitions()).isEqualTo(6);
    }

    @Test
    void bucketOutsideTheTopicIsRefused() {
        assertThatThrownBy(() -> new RoutingTable(1, 4, 4, List.of(new MovedBucket(4096, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a bucket below 4096");
        assertThatThrownBy(() -> new RoutingTable(1, 4, 4, List.of(new MovedBucket(0, 4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in a partition below 4");
    }

    @Test
    void stickyQueueBelongsToThePartitionOfItsNormalQueue() {
        QueueName normal = new QueueName("default", "payments", "");
        QueueName sticky = new QueueName("default", "payments", "worker-9");

        assertThat(Routing.taskPartition(sticky, 16)).isEqualTo(Routing.taskPartition(normal, 16));
    }

    @Test
    void replyPartitionIsWithinTheTopic() {
        IntStream.range(0, 1000).forEach(i -> assertThat(Routing.replyPartition("instance-" + i, 3))
                .isBetween(0, 2));
    }
}
