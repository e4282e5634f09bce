package dev.weft.frontend;

import static dev.weft.frontend.Api.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusTest;
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
            "/api/requests/{token}"
        }) {
            document.body("paths", hasKey(path));
        }
        document.body("components.schemas", hasKey("StartBody"))
                .body("components.schemas.StartBody.required.size()", equalTo(2));
    }

    @Test
    void healthAndMetricsAreServed() {
        get("/q/health/live").statusCode(200);
        get("/q/health/ready").statusCode(200);
        get("/api/workflows/unknown").statusCode(404);
        get("/q/metrics").statusCode(200).body(containsString("weft_frontend_requests_total"));
    }
}
