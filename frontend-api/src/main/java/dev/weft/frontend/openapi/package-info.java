/**
 * The description of the API as a whole, and of the bodies that calls take: those are read field by field, so no class
 * describes them.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Weft",
                        version = "1",
                        description = "Durable execution on a Kafka log. Calls that change something are answered once"
                                + " the log has acknowledged them. Every refusal is a problem document (RFC 9457)."
                                + " Workflow ids in paths are percent-encoded.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        tags = {
            @Tag(name = "Workflows", description = "Start, signal, cancel, terminate, describe"),
            @Tag(name = "Queries", description = "Questions to executions, without a trace"),
            @Tag(name = "Updates", description = "Calls into workflow code that answer"),
            @Tag(name = "History", description = "What has happened, in pages and as it happens"),
            @Tag(name = "Requests", description = "Requests that were accepted while history was away"),
            @Tag(name = "Schemas", description = "Read-only schema registry for Kafka tools")
        },
        components =
                @Components(
                        schemas = {
                            @Schema(
                                    name = "StartBody",
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"workflowType", "taskQueue"},
                                    properties = {
                                        @SchemaProperty(name = "workflowType", type = SchemaType.STRING),
                                        @SchemaProperty(name = "taskQueue", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "workflowId",
                                                type = SchemaType.STRING,
                                                description = "1 to 1000 characters; made up when absent"),
                                        @SchemaProperty(
                                                name = "input",
                                                description = "The only argument, any JSON value; null for none"),
                                        @SchemaProperty(
                                                name = "inputs",
                                                type = SchemaType.ARRAY,
                                                description = "Several arguments, instead of input"),
                                        @SchemaProperty(
                                                name = "requestId",
                                                type = SchemaType.STRING,
                                                description = "Makes a repetition harmless; or header Idempotency-Key"),
                                        @SchemaProperty(
                                                name = "namespace",
                                                type = SchemaType.STRING,
                                                defaultValue = "default"),
                                        @SchemaProperty(
                                                name = "workflowIdReusePolicy",
                                                type = SchemaType.STRING,
                                                description = "Whether the id of a closed run may be used again",
                                                enumeration = {
                                                    "ALLOW_DUPLICATE",
                                                    "ALLOW_DUPLICATE_FAILED_ONLY",
                                                    "REJECT_DUPLICATE"
                                                }),
                                        @SchemaProperty(
                                                name = "workflowIdConflictPolicy",
                                                type = SchemaType.STRING,
                                                description = "What happens when the id has an open run",
                                                enumeration = {"FAIL", "USE_EXISTING", "TERMINATE_EXISTING"}),
                                        @SchemaProperty(
                                                name = "executionTimeout",
                                                type = SchemaType.STRING,
                                                description = "Bound of the chain of runs, such as \"30d\""),
                                        @SchemaProperty(
                                                name = "runTimeout",
                                                type = SchemaType.STRING,
                                                description = "Bound of one run"),
                                        @SchemaProperty(
                                                name = "taskTimeout",
                                                type = SchemaType.STRING,
                                                description = "Bound of a workflow task, at most 120 s",
                                                defaultValue = "10s"),
                                        @SchemaProperty(
                                                name = "startDelay",
                                                type = SchemaType.STRING,
                                                description = "Wait before the first workflow task"),
                                        @SchemaProperty(
                                                name = "retryPolicy",
                                                type = SchemaType.OBJECT,
                                                description = "initialInterval, backoffCoefficient, maximumInterval,"
                                                        + " maximumAttempts, nonRetryableErrorTypes"),
                                        @SchemaProperty(name = "memo", type = SchemaType.OBJECT),
                                        @SchemaProperty(name = "searchAttributes", type = SchemaType.OBJECT),
                                        @SchemaProperty(
                                                name = "searchAttributeTypes",
                                                type = SchemaType.OBJECT,
                                                description = "By attribute: Text, Keyword, KeywordList, Int, Double,"
                                                        + " Bool or Datetime"),
                                        @SchemaProperty(name = "header", type = SchemaType.OBJECT),
                                        @SchemaProperty(name = "identity", type = SchemaType.STRING)
                                    },
                                    example = "{\"workflowType\": \"Chain\", \"taskQueue\": \"examples\","
                                            + " \"input\": {\"steps\": 3, \"activityMillis\": 5}}"),
                            @Schema(
                                    name = "SignalWithStartBody",
                                    type = SchemaType.OBJECT,
                                    description = "The fields of a start, and those of the signal",
                                    requiredProperties = {"workflowType", "taskQueue", "signalName"},
                                    properties = {
                                        @SchemaProperty(name = "workflowType", type = SchemaType.STRING),
                                        @SchemaProperty(name = "taskQueue", type = SchemaType.STRING),
                                        @SchemaProperty(name = "input", description = "Argument of the workflow"),
                                        @SchemaProperty(name = "signalName", type = SchemaType.STRING),
                                        @SchemaProperty(name = "data", description = "Argument of the signal"),
                                        @SchemaProperty(
                                                name = "signalInputs",
                                                type = SchemaType.ARRAY,
                                                description = "Several arguments, instead of data"),
                                        @SchemaProperty(name = "requestId", type = SchemaType.STRING)
                                    }),
                            @Schema(
                                    name = "SignalBody",
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"signalName"},
                                    properties = {
                                        @SchemaProperty(name = "signalName", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "data",
                                                description = "The only argument, any JSON value; null for none"),
                                        @SchemaProperty(
                                                name = "inputs",
                                                type = SchemaType.ARRAY,
                                                description = "Several arguments, instead of data"),
                                        @SchemaProperty(name = "requestId", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "runId",
                                                type = SchemaType.STRING,
                                                description = "Only this run; the current one when absent"),
                                        @SchemaProperty(name = "header", type = SchemaType.OBJECT),
                                        @SchemaProperty(name = "identity", type = SchemaType.STRING)
                                    },
                                    example = "{\"signalName\": \"add\", \"data\": 5}"),
                            @Schema(
                                    name = "CancelBody",
                                    type = SchemaType.OBJECT,
                                    properties = {
                                        @SchemaProperty(name = "reason", type = SchemaType.STRING),
                                        @SchemaProperty(name = "runId", type = SchemaType.STRING),
                                        @SchemaProperty(name = "requestId", type = SchemaType.STRING),
                                        @SchemaProperty(name = "identity", type = SchemaType.STRING)
                                    }),
                            @Schema(
                                    name = "TerminateBody",
                                    type = SchemaType.OBJECT,
                                    properties = {
                                        @SchemaProperty(name = "reason", type = SchemaType.STRING),
                                        @SchemaProperty(name = "details", description = "Any JSON value"),
                                        @SchemaProperty(name = "runId", type = SchemaType.STRING),
                                        @SchemaProperty(name = "requestId", type = SchemaType.STRING),
                                        @SchemaProperty(name = "identity", type = SchemaType.STRING)
                                    }),
                            @Schema(
                                    name = "UpdateBody",
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"updateName"},
                                    properties = {
                                        @SchemaProperty(name = "updateName", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "data",
                                                description = "The only argument, any JSON value; null for none"),
                                        @SchemaProperty(
                                                name = "inputs",
                                                type = SchemaType.ARRAY,
                                                description = "Several arguments, instead of data"),
                                        @SchemaProperty(
                                                name = "updateId",
                                                type = SchemaType.STRING,
                                                description = "Makes a repetition harmless; or header Idempotency-Key"),
                                        @SchemaProperty(
                                                name = "waitFor",
                                                type = SchemaType.STRING,
                                                enumeration = {"ACCEPTED", "COMPLETED"},
                                                defaultValue = "COMPLETED"),
                                        @SchemaProperty(name = "runId", type = SchemaType.STRING),
                                        @SchemaProperty(name = "header", type = SchemaType.OBJECT),
                                        @SchemaProperty(name = "identity", type = SchemaType.STRING)
                                    }),
                            @Schema(
                                    name = "QueryBody",
                                    type = SchemaType.OBJECT,
                                    properties = {
                                        @SchemaProperty(
                                                name = "data",
                                                description = "The only argument, any JSON value; null for none"),
                                        @SchemaProperty(
                                                name = "inputs",
                                                type = SchemaType.ARRAY,
                                                description = "Several arguments, instead of data"),
                                        @SchemaProperty(name = "runId", type = SchemaType.STRING)
                                    })
                        }))
@NullMarked
package dev.weft.frontend.openapi;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.NullMarked;
