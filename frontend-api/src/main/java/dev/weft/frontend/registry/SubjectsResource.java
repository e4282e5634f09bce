package dev.weft.frontend.registry;

import dev.weft.frontend.request.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Schemas by the topic that they belong to. */
@Path("/subjects")
@Tag(name = "Schemas")
public final class SubjectsResource {
    private final PublishedSchemas schemas;

    SubjectsResource(PublishedSchemas schemas) {
        this.schemas = schemas;
    }

    @GET
    @Operation(summary = "All subjects")
    public Response subjects() {
        return Answers.ok(schemas.subjects());
    }

    @GET
    @Path("/{subject}/versions")
    @Operation(summary = "The versions of a subject")
    public Response versions(@PathParam("subject") String subject) {
        return Answers.ok(schemas.ofSubject(subject).stream()
                .map(SubjectVersionView::version)
                .toList());
    }

    @GET
    @Path("/{subject}/versions/{version}")
    @Operation(summary = "A version of a subject, by number or latest")
    public Response version(@PathParam("subject") String subject, @PathParam("version") String version) {
        return Answers.ok(schemas.version(subject, version));
    }

    @GET
    @Path("/{subject}/versions/{version}/schema")
    @Operation(summary = "The schema of a version alone")
    public Response schema(@PathParam("subject") String subject, @PathParam("version") String version) {
        return Response.ok(schemas.version(subject, version).schema(), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
