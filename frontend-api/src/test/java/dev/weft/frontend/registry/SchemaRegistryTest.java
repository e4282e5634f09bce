package dev.weft.frontend.registry;

import static dev.weft.frontend.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.weft.core.model.ExecutionKey;
import dev.weft.core.request.ClientRequest.DescribeWorkflow;
import dev.weft.core.request.Request;
import dev.weft.schemas.subject.Codecs;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SchemaRegistryTest {

    @Test
    void schemaOfARecordIsFoundByTheIdItBeginsWith() {
        byte[] record =
                new Codecs().request().encode(Request.of(new ExecutionKey("default", "w"), new DescribeWorkflow("")));
        int id = ByteBuffer.wrap(record).getInt(1);

        String schema = get("/schemas/ids/" + id).statusCode(200).extract().path("schema");

        assertThat(schema).contains("DescribeWorkflow");
        get("/schemas/ids/" + id + "/versions").body("subject", hasItem("weft-requests-value"));
    }

    @Test
    void subjectsAreNamedAfterTopics() {
        get("/subjects").statusCode(200).body("$", hasItems("weft-requests-value", "weft-history-changelog-value"));
        get("/subjects/weft-requests-value/versions").statusCode(200).body("$", hasItem(1));
        get("/subjects/weft-requests-value/versions/latest")
                .statusCode(200)
                .body("subject", equalTo("weft-requests-value"));
        get("/subjects/weft-requests-value/versions/1/schema").statusCode(200);
        get("/schemas/types").body("[0]", equalTo("AVRO"));
    }

    @Test
    void unknownSchemasCarryTheErrorCodesOfRegistries() {
        get("/schemas/ids/7").statusCode(404).body("error_code", equalTo(40403));
        get("/subjects/none/versions").statusCode(404).body("error_code", equalTo(40401));
        get("/subjects/weft-requests-value/versions/99").statusCode(404).body("error_code", equalTo(40402));
    }
}
