package dev.weft.matching.ownership;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Assigns like {@link CooperativeStickyAssignor}, so that a rebalance moves as few task queues as it can, and tells every
 * member where all the others answer HTTP: each member subscribes with its endpoint, and each assignment carries the
 * whole map from partition to endpoint.
 *
 * <p>Created by the consumer from its class name; the settings {@value #ENDPOINT} and {@value #OWNERS} give it the
 * endpoint of this process and the {@link Owners} to keep up to date.
 */
public final class EndpointAssignor implements ConsumerPartitionAssignor, Configurable {
    private static final String ENDPOINT = "weft.matching.endpoint";
    private static final String OWNERS = "weft.matching.owners";

    private final CooperativeStickyAssignor balance = new CooperativeStickyAssignor();
    private String endpoint = "";
    private Owners owners = new Owners();

    /** What a consumer's settings need beside this class's name. */
    public static Map<String, Object> settings(URI endpoint, Owners owners) {
        return Map.of(ENDPOINT, endpoint.toString(), OWNERS, owners);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        endpoint = String.valueOf(settings.get(ENDPOINT));
        if (settings.get(OWNERS) instanceof Owners given) {
            owners = given;
        }
    }

    @Override
    public String name() {
        return "weft-endpoint";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return StandardCharsets.UTF_8.encode(endpoint);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Map<String, Subscription> plain = new HashMap<>();
        group.groupSubscription().forEach((member, subscription) -> plain.put(member, withoutEndpoint(subscription)));
        Map<String, Assignment> assigned =
                balance.assign(cluster, new GroupSubscription(plain)).groupAssignment();
        ByteBuffer map = Owners.encode(ownersOf(assigned, group.groupSubscription()));
        Map<String, Assignment> told = new HashMap<>();
        assigned.forEach(
                (member, assignment) -> told.put(member, new Assignment(assignment.partitions(), map.duplicate())));
        return new GroupAssignment(told);
    }

    @Override
    public void onAssignment(Assignment assignment, ConsumerGroupMetadata metadata) {
        balance.onAssignment(new Assignment(assignment.partitions()), metadata);
        ByteBuffer map = assignment.userData();
        owners.replace(map == null ? Map.of() : Owners.decode(map));
    }

    private static Subscription withoutEndpoint(Subscription subscription) {
        Subscription plain = new Subscription(
                subscription.topics(),
                null,
                subscription.ownedPartitions(),
                subscription.generationId().orElse(-1),
                subscription.rackId());
        plain.setGroupInstanceId(subscription.groupInstanceId());
        return plain;
    }

    private static Map<Integer, URI> ownersOf(
            Map<String, Assignment> assigned, Map<String, Subscription> subscriptions) {
        Map<Integer, URI> owners = new HashMap<>();
        assigned.forEach((member, assignment) -> {
            @Nullable Subscription subscription = subscriptions.get(member);
            ByteBuffer data = subscription == null ? null : subscription.userData();
            if (data == null) {
                return;
            }
            URI endpoint =
                    URI.create(StandardCharsets.UTF_8.decode(data.duplicate()).toString());
            for (TopicPartition partition : assignment.partitions()) {
                owners.put(partition.partition(), endpoint);
            }
        });
        return owners;
    }
}
