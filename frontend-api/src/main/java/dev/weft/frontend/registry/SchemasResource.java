package dev.weft.frontend.registry;

import dev.weft.frontend.request.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Schemas by the id that every record begins with. */
@Path("/schemas")
@Tag(name = "Schemas")
public final class SchemasResource {
    private final PublishedSchemas schemas;

    SchemasResource(PublishedSchemas schemas) {
        this.schemas = schemas;
    }

    @GET
    @Path("/types")
    @Operation(summary = "The kinds of schemas")
    public Response types() {
        return Answers.ok(List.of("AVRO"));
    }

    @GET
    @Path("/ids/{id}")
    @Operation(summary = "The schema of an id")
    public Response byId(@PathParam("id") String id) {
        return Answers.ok(new SchemaView(schemas.byId(id).schema()));
    }

    @GET
    @Path("/ids/{id}/versions")
    @Operation(summary = "The subject and version of an id")
    public Response versionsOfId(@PathParam("id") String id) {
        SubjectVersionView found = schemas.byId(id);
        return Answers.ok(List.of(new VersionView(found.subject(), found.version())));
    }
}
