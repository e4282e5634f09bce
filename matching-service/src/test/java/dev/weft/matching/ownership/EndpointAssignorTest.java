package dev.weft.matching.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EndpointAssignorTest {
    private static final String TOPIC = "weft-tasks";
    private static final ConsumerGroupMetadata GROUP = new ConsumerGroupMetadata("weft-matching");

    private final Map<String, Owners> owners = new HashMap<>();
    private final Map<String, EndpointAssignor> members = new HashMap<>();

    @Test
    void everyMemberLearnsWhereEachPartitionIsOwned() {
        join("a");
        join("b");

        rebalance("a", Map.of("a", List.of(), "b", List.of()));

        Set<URI> endpoints = new HashSet<>();
        for (int partition = 0; partition < 4; partition++) {
            assertThat(owners.get("a").find(partition))
                    .isEqualTo(owners.get("b").find(partition));
            endpoints.add(owners.get("a").find(partition).orElseThrow());
        }
        assertThat(endpoints).containsExactlyInAnyOrder(URI.create("http://a:8081"), URI.create("http://b:8081"));
    }

    @Test
    void aPartitionThatMovesBelongsToNobodyUntilItsOwnerHasGivenItUp() {
        join("a");
        join("b");

        Map<String, Assignment> assigned = rebalance("b", Map.of("a", List.of(0, 1, 2, 3), "b", List.of()));

        assertThat(assigned.get("a").partitions()).hasSize(2);
        assertThat(assigned.get("b").partitions()).isEmpty();
        List<Integer> moving = List.of(0, 1, 2, 3).stream()
                .filter(partition -> owners.get("a").find(partition).isEmpty())
                .toList();
        assertThat(moving).hasSize(2);
    }

    private void join(String member) {
        Owners told = new Owners();
        EndpointAssignor assignor = new EndpointAssignor();
        assignor.configure(EndpointAssignor.settings(URI.create("http://" + member + ":8081"), told));
        owners.put(member, told);
        members.put(member, assignor);
    }

    private Map<String, Assignment> rebalance(String leader, Map<String, List<Integer>> owned) {
        Map<String, Subscription> subscriptions = new HashMap<>();
        owned.forEach((member, partitions) -> subscriptions.put(
                member,
                new Subscription(
                        List.of(TOPIC),
                        members.get(member).subscriptionUserData(Set.of(TOPIC)),
                        partitions.stream().map(EndpointAssignorTest::partition).toList(),
                        3,
                        Optional.empty())));
        Map<String, Assignment> assigned = members.get(leader)
                .assign(cluster(), new GroupSubscription(subscriptions))
                .groupAssignment();
        assigned.forEach((member, assignment) -> members.get(member).onAssignment(assignment, GROUP));
        return assigned;
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TOPIC, number);
    }

    private static Cluster cluster() {
        Node node = new Node(1, "broker", 9092);
        List<PartitionInfo> partitions = List.of(0, 1, 2, 3).stream()
                .map(number -> new PartitionInfo(TOPIC, number, node, new Node[] {node}, new Node[] {node}))
                .toList();
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }
}
