package dev.weft.examples.guide;

import dev.weft.sdk.client.UpdateHandle;
import dev.weft.sdk.client.UpdateStage;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.workflow.QueryMethod;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.UpdateMethod;
import dev.weft.sdk.workflow.UpdateValidatorMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInit;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;

/** Samples of docs/guides/messages.md. */
public final class MessagesGuide {
    private MessagesGuide() {}

    @WorkflowInterface
    public interface Cart {
        @WorkflowMethod
        List<String> shop(int room);

        @SignalMethod
        void checkOut();

        @QueryMethod
        List<String> items();

        @UpdateMethod
        int add(String item);

        @UpdateValidatorMethod(updateName = "add")
        void checkAdd(String item);
    }

    public static final class CartWorkflow implements Cart {
        private final List<String> items = new ArrayList<>();
        private final int room;
        private boolean checkedOut;

        @WorkflowInit
        public CartWorkflow(int room) {
            this.room = room;
        }

        @Override
        public List<String> shop(int room) {
            Workflow.await(() -> checkedOut && Workflow.isEveryHandlerFinished());
            return items;
        }

        @Override
        public void checkOut() {
            checkedOut = true;
        }

        @Override
        public List<String> items() {
            return items;
        }

        @Override
        public int add(String item) {
            items.add(item);
            return items.size();
        }

        @Override
        public void checkAdd(String item) {
            if (items.size() >= room) {
                throw new IllegalArgumentException("Expected room for one more item, but the cart holds " + room);
            }
        }
    }

    static void talk(WorkflowClient client) {
        Cart cart = client.newWorkflowStub(
                Cart.class, WorkflowOptions.onTaskQueue("carts").withWorkflowId("cart-of-ada"));
        WorkflowClient.start(() -> cart.shop(10));

        int items = cart.add("book");
        UpdateHandle<Integer> second = WorkflowClient.startUpdate(UpdateStage.ACCEPTED, () -> cart.add("pen"));
        cart.checkOut();

        System.out.println(items + ", then " + second.getResult() + ": " + cart.items());
    }

    static void signalWithStart(WorkflowClient client) {
        Cart cart = client.newWorkflowStub(
                Cart.class, WorkflowOptions.onTaskQueue("carts").withWorkflowId("cart-of-grace"));
        WorkflowClient.signalWithStart(() -> cart.shop(10), cart::checkOut);
    }
}
