package dev.weft.sdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.model.Payload;
import dev.weft.core.model.WorkflowIdConflictPolicy;
import dev.weft.sdk.MdcPropagator;
import dev.weft.sdk.interceptor.WorkflowClientCallsBase;
import dev.weft.sdk.interceptor.WorkflowClientInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Rows 13, 93 and 95 on the side of clients. */
class ClientInterceptorsTest {
    private static final String STARTED = "{\"runId\":\"r1\"}";
    private static final String UPDATED = "{\"updateId\":\"u\",\"runId\":\"r1\",\"status\":\"COMPLETED\"}";
    private static final WorkflowOptions OPTIONS =
            WorkflowOptions.onTaskQueue("q").withWorkflowId("o");

    private final FakeFrontend frontend = FakeFrontend.start();
    private final List<String> notes = new ArrayList<>();

    @AfterEach
    void stop() {
        MDC.clear();
        frontend.close();
    }

    /** Notes every call under a name. */
    private WorkflowClientInterceptor noting(String name) {
        return next -> new WorkflowClientCallsBase(next) {
            @Override
            public StartOutput start(StartInput input) {
                notes.add(name + " start " + input.settings().workflowType() + input.arguments());
                return super.start(input);
            }

            @Override
            public void signal(SignalInput input) {
                notes.add(name + " signal " + input.signalName());
                super.signal(input);
            }

            @Override
            public StartOutput signalWithStart(SignalWithStartInput input) {
                notes.add(name + " signalWithStart " + input.signal().signalName());
                return super.signalWithStart(input);
            }

            @Override
            public <R extends @Nullable Object> QueryOutput<R> query(QueryInput input) {
                notes.add(name + " query " + input.queryType());
                return super.query(input);
            }

            @Override
            public UpdateOutput update(UpdateInput input) {
                notes.add(name + " update " + input.updateName());
                return super.update(input);
            }

            @Override
            public UpdateOutput updateWithStart(UpdateWithStartInput input) {
                notes.add(name + " updateWithStart " + input.update().updateName());
                return super.updateWithStart(input);
            }

            @Override
            public void cancel(CancelInput input) {
                notes.add(name + " cancel " + input.reason());
                super.cancel(input);
            }

            @Override
            public void terminate(TerminateInput input) {
                notes.add(name + " terminate " + input.reason());
                super.terminate(input);
            }

            @Override
            public DescribeOutput describe(DescribeInput input) {
                notes.add(name + " describe " + input.workflowId());
                return super.describe(input);
            }

            @Override
            public <R extends @Nullable Object> GetResultOutput<R> getResult(GetResultInput input) {
                notes.add(name + " getResult of " + input.runId());
                return super.getResult(input);
            }
        };
    }

    @Test
    void interceptorsSeeEveryCallOfAClientTheFirstOneOutermost() {
        frontend.answer(201, STARTED)
                .answer(200, "{}")
                .answer(201, STARTED)
                .answer(200, "{\"result\":1}")
                .answer(200, UPDATED)
                .answer(200, UPDATED)
                .answer(200, "{}")
                .answer(200, "{}")
                .answer(200, "{\"status\":\"RUNNING\"}")
                .answer(200, "{\"status\":\"COMPLETED\",\"result\":\"done\"}");
        ClientOptions options = ClientOptions.of(frontend.url()).withInterceptors(noting("a"), noting("b"));
        try (WorkflowClient client = WorkflowClient.connect(options)) {
            WorkflowStub stub = client.newUntypedWorkflowStub("Order", OPTIONS);

            stub.start("x");
            stub.signal("pay");
            stub.signalWithStart("pay", new Object[0], new Object[0]);
            stub.query("total", Integer.class);
            stub.update("add", Integer.class);
            stub.updateWithStart(WorkflowIdConflictPolicy.USE_EXISTING, UpdateCall.of("add", Integer.class));
            stub.cancel("why");
            stub.terminate("bad");
            stub.describe();
            assertThat(stub.getResult(String.class)).isEqualTo("done");
        }

        assertThat(notes)
                .containsExactly(
                        "a start Order[x]",
                        "b start Order[x]",
                        "a signal pay",
                        "b signal pay",
                        "a signalWithStart pay",
                        "b signalWithStart pay",
                        "a query total",
                        "b query total",
                        "a update add",
                        "b update add",
                        "a updateWithStart add",
                        "b updateWithStart add",
                        "a cancel why",
                        "b cancel why",
                        "a terminate bad",
                        "b terminate bad",
                        "a describe o",
                        "b describe o",
                        "a getResult of r1",
                        "b getResult of r1");
    }

    @Test
    void interceptorsChangeArgumentsHeadersAndResults() {
        frontend.answer(201, STARTED).answer(200, "{\"result\":1}");
        WorkflowClientInterceptor changing = next -> new WorkflowClientCallsBase(next) {
            @Override
            public StartOutput start(StartInput input) {
                Map<String, Payload> header = Map.of("trace", Payload.json("\"t1\""));
                return super.start(input.withArguments(List.of("changed")).withHeader(header));
            }

            @Override
            @SuppressWarnings("unchecked") // the test asks for an Integer
            public <R extends @Nullable Object> QueryOutput<R> query(QueryInput input) {
                Integer result = super.<Integer>query(input).result();
                return (QueryOutput<R>) new QueryOutput<>(result + 1);
            }
        };
        try (WorkflowClient client =
                WorkflowClient.connect(ClientOptions.of(frontend.url()).withInterceptors(changing))) {
            WorkflowStub stub = client.newUntypedWorkflowStub("Order", OPTIONS);
            stub.start("x");

            assertThat(stub.query("total", Integer.class)).isEqualTo(2);
        }
        assertThat(frontend.calls().getFirst().body().path("inputs").toString()).isEqualTo("[\"changed\"]");
        assertThat(frontend.calls().getFirst().body().path("header").toString()).isEqualTo("{\"trace\":\"t1\"}");
    }

    @Test
    void theContextOfTheCallerTravelsWithStartsSignalsAndUpdates() {
        frontend.answer(201, STARTED)
                .answer(200, "{}")
                .answer(201, STARTED)
                .answer(200, UPDATED)
                .answer(200, UPDATED)
                .answer(200, "{}");
        ClientOptions options = ClientOptions.of(frontend.url()).withContextPropagators(new MdcPropagator());
        try (WorkflowClient client = WorkflowClient.connect(options)) {
            WorkflowStub stub = client.newUntypedWorkflowStub("Order", OPTIONS);
            MDC.put("tenant", "acme");

            stub.start("x");
            stub.signal("pay");
            stub.signalWithStart("pay", new Object[0], new Object[0]);
            stub.update("add", Integer.class);
            stub.updateWithStart(WorkflowIdConflictPolicy.USE_EXISTING, UpdateCall.of("add", Integer.class));
            MDC.clear();
            stub.signal("pay");
        }

        String header = "{\"mdc\":{\"tenant\":\"acme\"}}";
        assertThat(frontend.calls().subList(0, 4))
                .extracting(call -> call.body().path("header").toString())
                .containsOnly(header);
        assertThat(frontend.calls().get(2).body().path("signalHeader").toString())
                .isEqualTo(header);
        assertThat(frontend.calls().get(4).body().path("start").path("header").toString())
                .isEqualTo(header);
        assertThat(frontend.calls().get(4).body().path("update").path("header").toString())
                .isEqualTo(header);
        assertThat(frontend.calls().get(5).body().has("header")).isFalse();
    }
}
