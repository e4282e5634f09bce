package dev.weft.examples.guide;

import dev.weft.core.model.ParentClosePolicy;
import dev.weft.sdk.failure.ChildWorkflowFailure;
import dev.weft.sdk.workflow.Async;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;

/** Samples of docs/guides/children.md. */
public final class ChildrenGuide {
    private ChildrenGuide() {}

    @WorkflowInterface
    public interface Parcel {
        @WorkflowMethod
        String deliver(String address);
    }

    @WorkflowInterface
    public interface Shipment {
        @WorkflowMethod
        List<String> ship(List<String> addresses);
    }

    public static final class ShipmentWorkflow implements Shipment {
        @Override
        public List<String> ship(List<String> addresses) {
            List<Promise<String>> parcels = new ArrayList<>();
            for (String address : addresses) {
                Parcel parcel = Workflow.newChildWorkflowStub(
                        Parcel.class,
                        ChildWorkflowOptions.DEFAULT
                                .withWorkflowId(Workflow.getInfo().workflowId() + "/" + address)
                                .withParentClosePolicy(ParentClosePolicy.REQUEST_CANCEL));
                parcels.add(Async.function(parcel::deliver, address));
            }
            List<String> receipts = new ArrayList<>();
            for (Promise<String> parcel : parcels) {
                try {
                    receipts.add(parcel.get());
                } catch (ChildWorkflowFailure lost) {
                    receipts.add("lost: " + lost.getMessage());
                }
            }
            return receipts;
        }
    }

    @WorkflowInterface
    public interface Newsletter {
        @WorkflowMethod
        void send(List<String> addresses);
    }

    /** A child that outlives its parent: wait until it has started, then let it go. */
    public static final class NewsletterWorkflow implements Newsletter {
        @Override
        public void send(List<String> addresses) {
            Shipment shipment = Workflow.newChildWorkflowStub(
                    Shipment.class, ChildWorkflowOptions.DEFAULT.withParentClosePolicy(ParentClosePolicy.ABANDON));
            Async.function(shipment::ship, addresses);
            Workflow.getWorkflowExecution(shipment).get();
        }
    }
}
