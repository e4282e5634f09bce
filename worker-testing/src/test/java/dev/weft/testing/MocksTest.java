package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.WorkflowFailedException;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.ChildWorkflowOptions;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MocksTest {
    private static final String ORDERS = "orders";
    private static final String BANK = "bank";

    private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

    @ActivityInterface
    public interface Bank {
        String charge(String account, int amount);
    }

    @WorkflowInterface
    public interface Delivery {
        @WorkflowMethod
        String deliver(String parcel);
    }

    @WorkflowInterface
    public interface Order {
        @WorkflowMethod
        String order(String account);
    }

    public static final class Ordering implements Order {
        private final Bank bank = Workflow.newActivityStub(
                Bank.class, ActivityOptions.startToClose(Duration.ofSeconds(30)).withTaskQueue(BANK));
        private final Delivery delivery =
                Workflow.newChildWorkflowStub(Delivery.class, ChildWorkflowOptions.DEFAULT.withWorkflowId("delivery"));

        @Override
        public String order(String account) {
            return bank.charge(account, 30) + ", " + delivery.deliver("book");
        }
    }

    private String order() {
        environment.start();
        return environment
                .getWorkflowClient()
                .newWorkflowStub(Order.class, WorkflowOptions.onTaskQueue(ORDERS))
                .order("ada");
    }

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void aLambdaMocksAnActivityOnAnotherQueueAndAnotherOneAChildWorkflow() {
        environment
                .newWorker(ORDERS)
                .registerWorkflowImplementationTypes(Ordering.class)
                .registerWorkflowImplementationFactory(Delivery.class, () -> parcel -> parcel + " delivered");
        environment.newWorker(BANK).registerActivitiesImplementations((Bank)
                (account, amount) -> account + " paid " + amount);

        assertThat(order()).isEqualTo("ada paid 30, book delivered");
        assertThat(environment.getHistory("delivery")).contains("\"workflowType\":\"Delivery\"");
    }

    @Test
    void aGeneratedObjectMocksAnActivityInterface() {
        Bank generated = (Bank) Proxy.newProxyInstance(
                Bank.class.getClassLoader(),
                new Class<?>[] {Bank.class},
                (proxy, method, arguments) -> method.getName() + " " + arguments[1]);
        environment
                .newWorker(ORDERS)
                .registerWorkflowImplementationTypes(Ordering.class)
                .registerWorkflowImplementationFactory(Delivery.class, () -> parcel -> "delivered");
        environment.newWorker(BANK).registerActivitiesImplementations(generated);

        assertThat(order()).isEqualTo("charge 30, delivered");
    }

    @Test
    void aFunctionMocksAnActivityByItsType() {
        MockedActivities mocks = MockedActivities.of("Charge", args -> {
            if (args.get(1, Integer.class) > 20) {
                throw new IllegalArgumentException("too much");
            }
            return "";
        });
        mocks.with("Charge", args -> args.get(0, String.class) + " is rich");
        environment
                .newWorker(ORDERS)
                .registerWorkflowImplementationTypes(Ordering.class)
                .registerWorkflowImplementationFactory(Delivery.class, () -> parcel -> "delivered");
        environment.newWorker(BANK).registerActivitiesImplementations(mocks);

        assertThat(order()).isEqualTo("ada is rich, delivered");
        assertThat(mocks.calls()).containsExactly("Charge");
    }

    @Test
    void anActivityWithoutAMockFailsAndSaysSo() {
        environment.newWorker(ORDERS).registerWorkflowImplementationTypes(Ordering.class);
        environment.newWorker(BANK).registerActivitiesImplementations(MockedActivities.of("Refund", args -> null));

        assertThatThrownBy(this::order)
                .isInstanceOf(WorkflowFailedException.class)
                .hasRootCauseMessage("Expected a mock of activity type Charge, but there are [Refund]");
    }
}
