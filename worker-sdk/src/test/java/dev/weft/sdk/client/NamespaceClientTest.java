package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row 110: namespaces. */
class NamespaceClientTest {
    private static final String ORDERS = "{\"name\":\"orders\",\"state\":\"REGISTERED\",\"retention\":\"PT48H\","
            + "\"description\":\"shop\",\"data\":{\"team\":\"blue\"},\"registeredTime\":\"2026-01-01T00:00:00Z\"}";

    private final FakeFrontend frontend = FakeFrontend.start();
    private final WorkflowClient client =
            WorkflowClient.connect(ClientOptions.of(frontend.url()).withPatience(Duration.ofSeconds(5)));
    private final NamespaceClient namespaces = client.newNamespaceClient();

    @AfterEach
    void stop() {
        client.close();
        frontend.close();
    }

    @Test
    void aNamespaceIsRegisteredWithItsSettings() {
        frontend.answer(201, ORDERS);

        NamespaceDescription orders = namespaces.register(
                "orders",
                NamespaceSetting.retention(Duration.ofDays(2)),
                NamespaceSetting.description("shop"),
                NamespaceSetting.data(Map.of("team", "blue")));

        assertThat(orders)
                .isEqualTo(new NamespaceDescription(
                        "orders",
                        NamespaceState.REGISTERED,
                        Duration.ofDays(2),
                        "shop",
                        Map.of("team", "blue"),
                        Instant.parse("2026-01-01T00:00:00Z")));
        FakeFrontend.Call call = frontend.onlyCall();
        assertThat(call.method() + " " + call.target()).isEqualTo("POST /api/namespaces");
        assertThat(call.body().path("name").asText()).isEqualTo("orders");
        assertThat(call.body().path("retention").asText()).isEqualTo("PT48H");
        assertThat(call.body().path("description").asText()).isEqualTo("shop");
        assertThat(call.body().path("data").toString()).isEqualTo("{\"team\":\"blue\"}");
        assertThat(call.body().path("requestId").asText()).isNotEmpty();
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        frontend.answer(
                409, "{\"type\":\"urn:weft:problem:namespace-already-exists\",\"detail\":\"Expected another name\"}");

        assertThatThrownBy(() -> namespaces.register("orders"))
                .isInstanceOf(NamespaceAlreadyExistsException.class)
                .hasMessage("Expected another name");
    }

    @Test
    void aNamespaceIsDescribed() {
        frontend.answer(200, ORDERS);

        assertThat(namespaces.describe("orders").retention()).isEqualTo(Duration.ofDays(2));
        assertThat(frontend.onlyCall().method() + " " + frontend.onlyCall().target())
                .isEqualTo("GET /api/namespaces/orders");
    }

    @Test
    void anUnknownNamespaceIsNotFound() {
        frontend.answer(404, "{\"type\":\"urn:weft:problem:namespace-not-found\",\"detail\":\"Expected one\"}");

        assertThatThrownBy(() -> namespaces.describe("nowhere")).isInstanceOf(NamespaceNotFoundException.class);
    }

    @Test
    void allNamespacesAreListed() {
        frontend.answer(200, "{\"namespaces\":[{\"name\":\"default\",\"state\":\"REGISTERED\"}," + ORDERS + "]}");

        assertThat(namespaces.list()).extracting(NamespaceDescription::name).containsExactly("default", "orders");
    }

    @Test
    void onlyWhatIsNamedIsChanged() {
        frontend.answer(200, ORDERS);

        namespaces.update("orders", NamespaceSetting.retention(Duration.ofHours(1)));

        assertThat(frontend.onlyCall().method() + " " + frontend.onlyCall().target())
                .isEqualTo("PATCH /api/namespaces/orders");
        assertThat(frontend.onlyCall().body().toString()).isEqualTo("{\"retention\":\"PT1H\"}");
    }

    @Test
    void aNamespaceIsDeleted() {
        frontend.answer(200, ORDERS.replace("REGISTERED", "DELETED"));

        assertThat(namespaces.delete("orders").state()).isEqualTo(NamespaceState.DELETED);
        assertThat(frontend.onlyCall().method() + " " + frontend.onlyCall().target())
                .isEqualTo("DELETE /api/namespaces/orders");
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamespaceSetting.retention(Duration.ofMinutes(59)))
                .withMessage("Expected a retention between 1 hour and 100 years, but got PT59M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamespaceSetting.retention(Duration.ofDays(36_526)))
                .withMessage("Expected a retention between 1 hour and 100 years, but got PT876624H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> namespaces.register(" "))
                .withMessage("Expected the name of a namespace, but it is blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> namespaces.update("orders"))
                .withMessage("Expected a setting to change, but there is none");
    }
}
