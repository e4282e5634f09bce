package dev.weft.frontend.namespace;

import dev.weft.core.model.ExecutionKey;
import dev.weft.frontend.json.JsonObject;
import dev.weft.frontend.problem.Problem;
import dev.weft.frontend.problem.ProblemType;
import dev.weft.frontend.request.Addresses;
import dev.weft.frontend.request.Answers;
import dev.weft.frontend.request.BodyReader;
import dev.weft.frontend.request.Names;
import dev.weft.frontend.request.TimeOrderedId;
import dev.weft.schemas.NamespaceChange;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Registers, shows and changes namespaces. */
@Path("/api/namespaces")
@Tag(name = "Namespaces")
public final class NamespaceResource {
    private static final List<String> SETTINGS = List.of("retention", "description", "data");

    private final Namespaces namespaces;
    private final BodyReader bodies;
    private final Clock clock = Clock.systemUTC();

    NamespaceResource(Namespaces namespaces, BodyReader bodies) {
        this.namespaces = namespaces;
        this.bodies = bodies;
    }

    @POST
    @Operation(
            summary = "Registers a namespace",
            description = "Workflows start in registered namespaces only; the namespace called default is always there."
                    + " When it is answered, every call to this process sees it, and others a moment later.")
    @APIResponse(
            responseCode = "201",
            description = "It is registered",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NamespaceView.class)))
    @APIResponse(
            responseCode = "200",
            description = "An earlier call with the same requestId has registered it",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NamespaceView.class)))
    @APIResponse(responseCode = "409", description = "The name is taken, perhaps by a deleted namespace")
    @APIResponse(responseCode = "422", description = "A field is missing or not what it should be")
    public CompletionStage<Response> register(
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "NamespaceBody")))
                    byte @Nullable [] body,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        JsonObject fields = bodies.read(body);
        String name = Names.checkNamespace(fields.text("name"));
        Namespace wanted = NamespaceBody.read(fields, Namespace.implicit(name));
        String requestId = Addresses.requestId(idempotencyKey, fields, "requestId");
        Optional<Namespace> taken = namespaces.find(name);
        if (taken.isPresent()) {
            return CompletableFuture.completedStage(repeated(taken.get(), requestId));
        }
        return namespaces.append(change(wanted, requestId)).thenApply(counts -> {
            Namespace registered = namespaces.find(name).orElseThrow();
            return counts
                    ? Answers.created(NamespaceView.of(registered), "/api/namespaces/" + name)
                    : repeated(registered, requestId);
        });
    }

    @GET
    @Operation(summary = "All namespaces, deleted ones included")
    @APIResponse(
            responseCode = "200",
            description = "By name",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NamespacesView.class)))
    public Response list() {
        return Answers.ok(new NamespacesView(
                namespaces.all().stream().map(NamespaceView::of).toList()));
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "Describes a namespace, or one that was deleted")
    @APIResponse(
            responseCode = "200",
            description = "The namespace",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NamespaceView.class)))
    @APIResponse(responseCode = "404", description = "No such namespace")
    public Response describe(@PathParam("name") String name) {
        Names.checkNamespace(name);
        return Answers.ok(NamespaceView.of(namespaces.find(name).orElseGet(() -> namespaces.current(name))));
    }

    @PATCH
    @Path("/{name}")
    @Operation(
            summary = "Changes a namespace",
            description = "What is left out stays as it is. Another retention counts for runs that start from then on.")
    @APIResponse(
            responseCode = "200",
            description = "The namespace as it is now",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NamespaceView.class)))
    @APIResponse(responseCode = "404", description = "No such namespace, or it was deleted")
    @APIResponse(responseCode = "422", description = "Nothing to change, or a field is not what it should be")
    public CompletionStage<Response> update(
            @PathParam("name") String name,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "NamespaceBody")))
                    byte @Nullable [] body) {
        JsonObject fields = bodies.read(body);
        Names.checkNamespace(name);
        if (SETTINGS.stream().noneMatch(fields::has)) {
            throw ProblemType.INVALID.because("Expected one of the fields " + SETTINGS + ", but none is there");
        }
        return change(name, current -> NamespaceBody.read(fields, current));
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            summary = "Marks a namespace as deleted",
            description = "No run starts in it any more. Its open runs go on, and its closed ones are kept as long as"
                    + " they would have been. Its name stays taken.")
    @APIResponse(
            responseCode = "200",
            description = "It is marked",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = NamespaceView.class)))
    @APIResponse(responseCode = "404", description = "No such namespace, or it was deleted before")
    @APIResponse(responseCode = "422", description = "The default namespace cannot be deleted")
    public CompletionStage<Response> delete(@PathParam("name") String name) {
        Names.checkNamespace(name);
        if (name.equals(ExecutionKey.DEFAULT_NAMESPACE)) {
            throw ProblemType.INVALID.because("Expected another namespace than default, but that one is always there");
        }
        return change(name, Namespace::deleted);
    }

    /** Tries again upon what another change has made of the namespace meanwhile. */
    private CompletionStage<Response> change(String name, UnaryOperator<Namespace> change) {
        Namespace wanted = change.apply(namespaces.current(name));
        return namespaces
                .append(change(wanted, TimeOrderedId.next()))
                .thenCompose(counts -> counts
                        ? CompletableFuture.completedStage(Answers.ok(NamespaceView.of(wanted)))
                        : change(name, change));
    }

    private NamespaceChange change(Namespace wanted, String changeId) {
        return new NamespaceChange(
                wanted.name(),
                changeId,
                wanted.changeId(),
                wanted.state(),
                wanted.retention(),
                wanted.description(),
                wanted.data(),
                clock.instant());
    }

    private static Response repeated(Namespace namespace, String requestId) {
        if (namespace.registrationId().equals(requestId)) {
            return Answers.ok(NamespaceView.of(namespace));
        }
        throw taken(namespace);
    }

    private static Problem taken(Namespace namespace) {
        String why = namespace.isDeleted()
                ? " belongs to a namespace that was deleted, whose workflows may still be there"
                : " is taken";
        return ProblemType.NAMESPACE_ALREADY_EXISTS.because(
                "Expected the name of a new namespace, but " + namespace.name() + why,
                Map.of("namespace", namespace.name(), "state", namespace.state().name()));
    }
}
