package dev.weft.e2e.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.core.model.WorkflowStatus;
import dev.weft.sdk.client.ResetOptions;
import dev.weft.sdk.client.WorkflowClient;
import dev.weft.sdk.client.WorkflowDescription;
import dev.weft.sdk.client.WorkflowNotFoundException;
import dev.weft.sdk.client.WorkflowOptions;
import dev.weft.sdk.client.WorkflowQueryException;
import dev.weft.sdk.client.WorkflowStub;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Works on one account after the other, and expects that whatever was acknowledged stays. */
final class Operator {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final WorkflowClient client;
    private final String name;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private int accounts;

    /** @param client tries calls again while the platform is away */
    Operator(WorkflowClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** What was not as expected. */
    Queue<String> failures() {
        return failures;
    }

    /** Calls that were answered. */
    int acknowledgedCount() {
        return acknowledged.get();
    }

    Thread workUntil(CountDownLatch enough) {
        return Thread.ofVirtual().start(() -> {
            while (enough.getCount() > 0) {
                String workflowId = name + "-" + accounts++;
                try {
                    workOn(workflowId, accounts % 2 == 0);
                } catch (AssertionError | RuntimeException e) {
                    failures.add(workflowId + ": " + e);
                }
            }
        });
    }

    private void workOn(String workflowId, boolean deletesIt) {
        WorkflowStub account = client.newUntypedWorkflowStub(
                "Account", WorkflowOptions.onTaskQueue(AccountWorker.TASK_QUEUE).withWorkflowId(workflowId));
        told(() -> account.start());
        told(() -> account.signal("add", 1));
        told(() -> account.signal("add", 2));
        String number = ask(() -> account.query("number", String.class));
        String secret = ask(() -> account.query("secret", String.class));
        pauseAndResume(account);

        WorkflowStub former = client.newUntypedWorkflowStub(account.run());
        long event = former.describe().historyLength();
        WorkflowDescription past = former.describe(event);
        told(() -> account.reset(ResetOptions.toCheckpoint(Account.OPENED)));
        assertThat(account.run()).isNotEqualTo(former.run());
        assertThat(ask(() -> account.query("total", Integer.class))).isEqualTo(7);
        assertThat(ask(() -> account.query("number", String.class))).isEqualTo(number);
        assertThat(ask(() -> account.query("secret", String.class))).isNotEqualTo(secret);
        assertThat(former.describe().status()).isEqualTo(WorkflowStatus.TERMINATED);
        assertThat(former.describe(event).all()).isEqualTo(past.all());
        end(account, deletesIt);
    }

    private void pauseAndResume(WorkflowStub account) {
        told(() -> account.pause("audit"));
        told(() -> account.signal("add", 4));
        assertThat(account.describe().status()).isEqualTo(WorkflowStatus.PAUSED);
        told(() -> account.resume("done"));
        assertThat(ask(() -> account.query("total", Integer.class))).isEqualTo(7);
    }

    private void end(WorkflowStub account, boolean deletesIt) {
        if (deletesIt) {
            WorkflowStub everything = client.newUntypedWorkflowStub(account.workflowId());
            told(() -> delete(everything));
            assertThatThrownBy(everything::describe).isInstanceOf(WorkflowNotFoundException.class);
        } else {
            told(() -> account.signal("close"));
            assertThat(account.<Integer>getResult(Integer.class)).isEqualTo(7);
        }
    }

    private static void delete(WorkflowStub workflow) {
        try {
            workflow.delete();
        } catch (WorkflowNotFoundException repeated) {
            // The client repeats a call that was not answered in time, and the first one has deleted the workflow.
        }
    }

    private void told(Runnable call) {
        call.run();
        acknowledged.incrementAndGet();
    }

    /** Asks until a worker answers: it may be gone for a while with the platform. */
    private static <R> R ask(Supplier<R> query) {
        return await().atMost(PATIENCE)
                .ignoreException(WorkflowQueryException.class)
                .until(query::get, Objects::nonNull);
    }
}
