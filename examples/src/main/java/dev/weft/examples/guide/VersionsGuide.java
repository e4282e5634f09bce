package dev.weft.examples.guide;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.UUID;

/** Samples of docs/guides/versions.md and docs/guides/determinism.md. */
public final class VersionsGuide {
    private VersionsGuide() {}

    @ActivityInterface
    public interface Warehouse {
        void reserve(String orderId);

        void pack(String orderId);

        void weigh(String orderId);
    }

    @WorkflowInterface
    public interface Fulfilment {
        @WorkflowMethod
        void fulfil(String orderId);
    }

    public static final class FulfilmentWorkflow implements Fulfilment {
        private final Warehouse warehouse =
                Workflow.newActivityStub(Warehouse.class, ActivityOptions.startToClose(Duration.ofSeconds(30)));

        @Override
        public void fulfil(String orderId) {
            warehouse.reserve(orderId);
            int version = Workflow.getVersion("weigh-before-packing", Workflow.DEFAULT_VERSION, 1);
            if (version >= 1) {
                warehouse.weigh(orderId);
            }
            warehouse.pack(orderId);
        }
    }

    @WorkflowInterface
    public interface Ticket {
        @WorkflowMethod
        String issue();
    }

    /** What to use in place of the clock, random numbers and files. */
    public static final class TicketWorkflow implements Ticket {
        @Override
        public String issue() {
            UUID id = Workflow.randomUUID();
            long issuedAt = Workflow.currentTimeMillis();
            int gate = Workflow.newRandom().nextInt(20);
            String host =
                    Workflow.sideEffect(String.class, () -> System.getenv().getOrDefault("HOSTNAME", "unknown"));
            Workflow.getLogger(TicketWorkflow.class).info("Issued {} on {}", id, host);
            return id + " at " + issuedAt + ", gate " + gate;
        }
    }
}
