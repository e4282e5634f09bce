package dev.weft.frontend.history;

import static dev.weft.frontend.Api.newId;
import static dev.weft.frontend.Api.post;
import static dev.weft.frontend.Api.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.weft.core.request.ClientRequest.SetHistoryLimit;
import dev.weft.frontend.Api;
import dev.weft.frontend.InMemoryPlatform;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class HistoryLimitResourceTest {
    @Inject
    InMemoryPlatform platform;

    private String id;
    private String runId;
    private String path;

    @BeforeEach
    void startWorkflow() {
        id = newId();
        runId = Api.start(id);
        path = "/api/workflows/" + id + "/history-limit";
    }

    @Test
    void limitsReachHistory() {
        post(path, "{\"maximumEvents\": 100000}").statusCode(200).body("success", equalTo(true));
        assertThat(platform.lastRequest(id, SetHistoryLimit.class)).isEqualTo(new SetHistoryLimit("", 100_000, 0, ""));

        post(path, "{\"maximumBytes\": 100000000, \"runId\": \"%s\", \"identity\": \"me\"}".formatted(runId))
                .statusCode(200);
        assertThat(platform.lastRequest(id, SetHistoryLimit.class))
                .isEqualTo(new SetHistoryLimit(runId, 0, 100_000_000, "me"));
    }

    @Test
    void closedAndUnknownRunsHaveNoLimit() {
        post("/api/workflows/" + newId() + "/history-limit", "{\"maximumEvents\": 1}")
                .statusCode(404);
        post("/api/workflows/" + id + "/terminate", "{}").statusCode(200);
        post(path, "{\"maximumEvents\": 100000}").statusCode(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | maximumEvents | neither",
                "{\"maximumEvents\": 0} | maximumEvents | from 1",
                "{\"maximumEvents\": -5} | maximumEvents | from 1",
                "{\"maximumEvents\": \"many\"} | maximumEvents | string",
                "{\"maximumBytes\": 0} | maximumBytes | from 1",
                "{\"maximumBytes\": 1.5} | maximumBytes | whole",
                "{\"maximumBytes\": 1, \"runId\": 1} | runId | string",
                "{\"maximumBytes\": 1, \"identity\": 1} | identity | string",
                "{\"maximumBytes\": 1, \"requestId\": 1} | requestId | string",
            })
    void invalidFieldsAreNamedWithWhatWasExpected(String body, String field, String why) {
        refuses(path, body, field, why);
    }
}
