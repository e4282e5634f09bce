package dev.weft.frontend;

import static dev.weft.frontend.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

    @Test
    void documentDescribesEveryCall() {
        var document = get("/q/openapi?format=json").statusCode(200);

        document.body("info.title", equalTo("Weft"));
        for (String path : new String[] {
            "/api/workflows/start",
            "/api/workflows/{id}",
            "/api/workflows/{id}/signal",
            "/api/workflows/{id}/signal-with-start",
            "/api/workflows/{id}/query",
            "/api/workflows/{id}/query/{queryType}",
            "/api/workflows/{id}/update",
            "/api/workflows/{id}/update/{updateId}",
            "/api/workflows/{id}/cancel",
            "/api/workflows/{id}/terminate",
            "/api/workflows/{id}/history",
            "/api/workflows/{id}/result",
            "/api/workflows/{id}/events",
            "/api/workflows/{id}/pause",
            "/api/workflows/{id}/resume",
            "/api/workflows/{id}/reset",
            "/api/workflows/{id}/state",
            "/api/workflows/{id}/history-limit",
            "/api/workflows/{id}/update-with-start/{updateName}",
            "/api/workflows/{id}/activities/{activityId}/complete",
            "/api/workflows/{id}/activities/{activityId}/fail",
            "/api/workflows/{id}/activities/{activityId}/cancel",
            "/api/workflows/{id}/activities/{activityId}/heartbeat",
            "/api/requests/{token}",
            "/api/namespaces",
            "/api/namespaces/{name}",
            "/api/workers",
            "/api/task-queues/{name}"
        }) {
            document.body("paths", hasKey(path));
        }
        document.body("components.schemas", hasKey("StartBody"))
                .body("components.schemas.StartBody.required.size()", equalTo(2));
    }

    /** A body that no schema describes shows in the document as a reference that leads nowhere. */
    @Test
    void everyBodyIsDescribed() {
        String document = get("/q/openapi?format=json").extract().asString();

        Matcher reference = Pattern.compile("#/components/schemas/(\\w+)").matcher(document);
        Set<String> described = get("/q/openapi?format=json")
                .extract()
                .<Map<String, Object>>path("components.schemas")
                .keySet();
        assertThat(reference.results().map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(described);
    }

    /** A fixed path in the place of an id would make the workflow of that name unreachable. */
    @Test
    void noPathTakesTheNameOfAnId() {
        Map<String, Map<String, Object>> paths =
                get("/q/openapi?format=json").extract().path("paths");

        List<String> hidden = new ArrayList<>();
        paths.forEach((fixed, taken) -> paths.forEach((open, wanted) -> {
            if (!fixed.equals(open) && fixed.matches(open.replaceAll("\\{\\w+}", "[^/]+"))) {
                wanted.keySet().stream()
                        .filter(taken::containsKey)
                        .forEach(method -> hidden.add(method + " " + open + " by " + fixed));
            }
        }));
        assertThat(hidden).isEmpty();
    }

    @Test
    void healthAndMetricsAreServed() {
        get("/q/health/live").statusCode(200);
        get("/q/health/ready").statusCode(200);
        get("/api/workflows/unknown").statusCode(404);
        get("/q/metrics").statusCode(200).body(containsString("weft_frontend_requests_total"));
    }
}
