package dev.weft.e2e.operation;

import dev.weft.sdk.workflow.Workflow;
import java.util.UUID;

/** Runs an {@link Account}. */
public final class AccountRun implements Account {
    private String number = "";
    private String secret = "";
    private int total;
    private boolean closed;

    @Override
    public int keep() {
        number = draw();
        Workflow.checkpoint(OPENED);
        secret = draw();
        Workflow.await(() -> closed);
        return total;
    }

    private static String draw() {
        return Workflow.sideEffect(String.class, () -> UUID.randomUUID().toString());
    }

    @Override
    public void add(int amount) {
        total += amount;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public String secret() {
        return secret;
    }
}
