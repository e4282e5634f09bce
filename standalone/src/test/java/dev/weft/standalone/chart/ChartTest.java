package dev.weft.standalone.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ChartTest {
    private static final Path CHART =
            Path.of("..", "charts", "weft").toAbsolutePath().normalize();
    private static final String BROKERS = "kafka-0:9092,kafka-1:9092";

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void chartPassesStrictLint() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void everyRenderedFieldIsOneThatKubernetesKnows() {
        List<HasMetadata> rendered = render(template());

        assertThat(rendered).hasSize(10);
        assertThat(rendered)
                .allSatisfy(each -> assertThat(UnknownFields.of(each)).isEmpty());
    }

    @Test
    void misspeltFieldIsFoundOnAnyLevel() {
        String misspelt = template().call().replace("livenessProbe:", "livenesProbe:");

        assertThat(ofKind(renderedFrom(misspelt), Deployment.class))
                .isNotEmpty()
                .allSatisfy(deployment -> assertThat(UnknownFields.of(deployment))
                        .singleElement()
                        .asString()
                        .endsWith("livenesProbe"));
    }

    @Test
    void eachServiceIsADeploymentOfTheSameImageWithItsOwnArguments() {
        Map<String, Deployment> deployments = deployments(template());

        assertThat(deployments)
                .containsOnlyKeys("release-weft-history", "release-weft-matching", "release-weft-frontend");
        for (String service : List.of("history", "matching", "frontend")) {
            Container container = containerOf(deployments.get("release-weft-" + service));
            assertThat(container.getImage()).isEqualTo("weft:0.1.0-SNAPSHOT");
            assertThat(container.getArgs())
                    .startsWith("serve", service)
                    .contains("--kafka=" + BROKERS, "--advertise=http://$(POD_IP):8080", "--partitions=12")
                    .doesNotContain("--fsync");
        }
    }

    @Test
    void everyContainerIsProbedAndBoundedAndUnprivileged() {
        assertThat(deployments(template()).values()).allSatisfy(deployment -> {
            Container container = containerOf(deployment);
            assertThat(pathOf(container.getLivenessProbe())).isEqualTo("/q/health/live");
            assertThat(pathOf(container.getReadinessProbe())).isEqualTo("/q/health/ready");
            assertThat(pathOf(container.getStartupProbe())).isEqualTo("/q/health/live");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getSecurityContext()
                            .getRunAsNonRoot())
                    .isTrue();
        });
    }

    @Test
    void eachKubernetesServiceSelectsThePodsOfItsDeployment() {
        Map<String, Deployment> deployments = deployments(template());
        List<Service> services = ofKind(render(template()), Service.class);

        assertThat(services).hasSize(3).allSatisfy(service -> {
            Deployment deployment = deployments.get(service.getMetadata().getName());
            assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(service.getSpec().getSelector());
        });
    }

    @Test
    void secretOfKafkaIsMountedAndReadByEveryClient() {
        assertThat(deployments(template().set("kafka.secret", "kafka-access")).values())
                .allSatisfy(deployment -> {
                    assertThat(containerOf(deployment).getArgs())
                            .contains("--kafka-properties=/etc/weft/kafka/client.properties");
                    assertThat(containerOf(deployment).getVolumeMounts())
                            .anySatisfy(
                                    mount -> assertThat(mount.getMountPath()).isEqualTo("/etc/weft/kafka"));
                    assertThat(deployment.getSpec().getTemplate().getSpec().getVolumes())
                            .anySatisfy(volume -> assertThat(volume.getName()).isEqualTo("kafka"));
                });
    }

    @Test
    void singlePodHasNoDisruptionBudgetThatWouldBlockItsNode() {
        List<HasMetadata> rendered = render(template().set("history.replicas", "1"));

        assertThat(ofKind(rendered, PodDisruptionBudget.class))
                .extracting(budget -> budget.getMetadata().getName())
                .containsExactly("release-weft-matching", "release-weft-frontend");
    }

    @Test
    void missingKafkaClusterIsRefused() {
        TemplateCommand incomplete = withoutKafka();

        assertThatThrownBy(incomplete::call).hasMessageContaining("bootstrapServers");
    }

    @Test
    void valueThatIsNoneIsRefused() {
        TemplateCommand misspelt = template().set("history.replica", "3");

        assertThatThrownBy(misspelt::call).hasMessageContaining("replica");
    }

    private static TemplateCommand template() {
        return withoutKafka().set("kafka.bootstrapServers", BROKERS);
    }

    private static TemplateCommand withoutKafka() {
        return new Helm(CHART).template().withName("release").withKubeVersion("1.30.0");
    }

    private List<HasMetadata> render(TemplateCommand template) {
        return renderedFrom(template.call());
    }

    private List<HasMetadata> renderedFrom(String yaml) {
        return Arrays.stream(yaml.split("(?m)^---$"))
                .filter(document -> document.contains("kind:"))
                .map(document -> (HasMetadata) serialization.unmarshal(document))
                .toList();
    }

    private Map<String, Deployment> deployments(TemplateCommand template) {
        return ofKind(render(template), Deployment.class).stream()
                .collect(Collectors.toMap(each -> each.getMetadata().getName(), Function.identity()));
    }

    private static <T> List<T> ofKind(List<HasMetadata> rendered, Class<T> kind) {
        return rendered.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Container containerOf(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    private static String pathOf(Probe probe) {
        return probe.getHttpGet().getPath();
    }
}
