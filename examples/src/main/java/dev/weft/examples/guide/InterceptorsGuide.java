package dev.weft.examples.guide;

import dev.weft.core.model.Payload;
import dev.weft.sdk.activity.Activity;
import dev.weft.sdk.client.ClientOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.interceptor.ActivityInboundCalls;
import dev.weft.sdk.interceptor.ActivityInboundCallsBase;
import dev.weft.sdk.interceptor.ContextPropagator;
import dev.weft.sdk.interceptor.WorkerInterceptor;
import dev.weft.sdk.interceptor.WorkflowClientCalls;
import dev.weft.sdk.interceptor.WorkflowClientCallsBase;
import dev.weft.sdk.interceptor.WorkflowInboundCalls;
import dev.weft.sdk.interceptor.WorkflowInboundCallsBase;
import dev.weft.sdk.interceptor.WorkflowOutboundCalls;
import dev.weft.sdk.interceptor.WorkflowOutboundCallsBase;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.worker.WorkerFactoryOptions;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples of docs/guides/interceptors.md. */
public final class InterceptorsGuide {
    private static final Logger LOG = LoggerFactory.getLogger(InterceptorsGuide.class);

    private InterceptorsGuide() {}

    /** Logs signals and how long activities take, and lets no activity be tried for longer than an hour. */
    public static final class Watch implements WorkerInterceptor {
        @Override
        public ActivityInboundCalls interceptActivity(ActivityInboundCalls next) {
            return new ActivityInboundCallsBase(next) {
                @Override
                public ActivityOutput execute(ActivityInput input) throws Exception {
                    long begin = System.nanoTime();
                    try {
                        return super.execute(input);
                    } finally {
                        String type = Activity.getExecutionContext().getInfo().activityType();
                        LOG.info("Activity {} took {}", type, Duration.ofNanos(System.nanoTime() - begin));
                    }
                }
            };
        }

        @Override
        public WorkflowInboundCalls interceptWorkflow(WorkflowInboundCalls next) {
            return new WorkflowInboundCallsBase(next) {
                private final Logger log = Workflow.getLogger(InterceptorsGuide.class);

                @Override
                public void init(WorkflowOutboundCalls outbound) {
                    super.init(new HourAtMost(outbound));
                }

                @Override
                public void handleSignal(SignalInput input) throws Exception {
                    log.info("Signal {}", input.signalName());
                    super.handleSignal(input);
                }
            };
        }
    }

    private static final class HourAtMost extends WorkflowOutboundCallsBase {
        HourAtMost(WorkflowOutboundCalls next) {
            super(next);
        }

        @Override
        public <R extends @Nullable Object> Promise<R> executeActivity(ActivityInput input) {
            ActivityOptions options = input.options();
            return super.executeActivity(
                    options.scheduleToCloseTimeout().isZero()
                            ? input.withOptions(options.withScheduleToClose(Duration.ofHours(1)))
                            : input);
        }
    }

    /** Notes who starts what. */
    private static WorkflowClientCalls audited(WorkflowClientCalls next) {
        return new WorkflowClientCallsBase(next) {
            @Override
            public StartOutput start(StartInput input) {
                LOG.info("Starting {} {}", input.settings().workflowType(), input.workflowId());
                return super.start(input);
            }
        };
    }

    static WorkerFactory watched(ClientOptions options) {
        return WorkerFactory.newInstance(options, WorkerFactoryOptions.DEFAULT.withInterceptors(new Watch()));
    }

    static WorkflowClient audited(ClientOptions options) {
        return WorkflowClient.connect(options.withInterceptors(InterceptorsGuide::audited));
    }

    /** Lets the tenant for which something is done travel along. */
    public static final class TenantPropagator implements ContextPropagator<String> {
        public static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();

        @Override
        public String name() {
            return "tenant";
        }

        @Override
        public @Nullable String current() {
            return TENANT.get();
        }

        @Override
        public Map<String, Payload> serialize(String tenant) {
            return Map.of("tenant", Payload.json("\"" + tenant + "\""));
        }

        @Override
        public @Nullable String deserialize(Map<String, Payload> header) {
            Payload field = header.get("tenant");
            return field == null ? null : field.toString().replace("\"", "");
        }

        @Override
        public void set(@Nullable String tenant) {
            if (tenant == null) {
                TENANT.remove();
            } else {
                TENANT.set(tenant);
            }
        }
    }

    static ClientOptions withTenant(ClientOptions options) {
        return options.withContextPropagators(new TenantPropagator());
    }
}
