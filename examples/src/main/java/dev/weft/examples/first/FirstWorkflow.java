package dev.weft.examples.first;

import dev.weft.sdk.activity.ActivityInterface;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.worker.WorkerFactory;
import dev.weft.sdk.workflow.ActivityOptions;
import dev.weft.sdk.workflow.SignalMethod;
import dev.weft.sdk.workflow.Workflow;
import dev.weft.sdk.workflow.WorkflowInterface;
import dev.weft.sdk.workflow.WorkflowMethod;
import java.time.Duration;

/** A worker and a client in one program: greets somebody once somebody else has approved. */
public final class FirstWorkflow {
    private FirstWorkflow() {}

    @WorkflowInterface
    public interface Greeting {
        @WorkflowMethod
        String greet(String name);

        @SignalMethod
        void approve(String by);
    }

    @ActivityInterface
    public interface Post {
        String send(String text);
    }

    public static final class ApprovedGreeting implements Greeting {
        private final Post post =
                Workflow.newActivityStub(Post.class, ActivityOptions.startToClose(Duration.ofSeconds(10)));
        private String approvedBy = "";

        @Override
        public String greet(String name) {
            if (!Workflow.await(Duration.ofDays(30), () -> !approvedBy.isEmpty())) {
                return "Nobody approved within 30 days.";
            }
            return post.send("Hello " + name + ", with regards from " + approvedBy + "!");
        }

        @Override
        public void approve(String by) {
            approvedBy = by;
        }
    }

    public static final class PaperPost implements Post {
        @Override
        public String send(String text) {
            return "Posted: " + text;
        }
    }

    public static void main(String... args) {
        try (WorkflowClient client = WorkflowClient.connect("http://127.0.0.1:8080");
                WorkerFactory factory = WorkerFactory.newInstance(client)) {
            factory.newWorker("greetings")
                    .registerWorkflowImplementationTypes(ApprovedGreeting.class)
                    .registerActivitiesImplementations(new PaperPost());
            factory.start();

            Greeting greeting = client.newWorkflowStub(Greeting.class, WorkflowOptions.onTaskQueue("greetings"));
            WorkflowClient.start(() -> greeting.greet("Ada"));
            greeting.approve("Grace");
            System.out.println(WorkflowClient.untyped(greeting).getResult(String.class));
        }
    }
}
