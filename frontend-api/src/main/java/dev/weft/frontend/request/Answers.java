package dev.weft.frontend.request;

import dev.weft.schemas.json.RecordJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;

/** HTTP responses with a view as their body. */
public final class Answers {
    private Answers() {}

    public static Response ok(Record view) {
        return Response.ok(RecordJson.bytes(view), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    public static Response ok(Collection<?> elements) {
        return Response.ok(RecordJson.bytes(elements), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** @param location path of what was made */
    public static Response created(Record view, String location) {
        return located(201, view, location);
    }

    /** @param location where to ask for the rest */
    public static Response accepted(Record view, String location) {
        return located(202, view, location);
    }

    private static Response located(int status, Record view, String location) {
        return Response.status(status)
                .entity(RecordJson.bytes(view))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, location)
                .build();
    }
}
