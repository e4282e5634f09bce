package dev.weft.sdk.runner;

import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.Functions.Proc1;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One scope of the tree. What it holds is canceled in the order in which it was begun. */
final class ScopeNode implements CancellationScope {
    private final Coroutines coroutines;
    private final Proc1<CancellationScope> body;
    private final boolean detached;
    private final CoroutinePromise<String> request;
    private final Set<Runnable> cancellations = new LinkedHashSet<>();
    private boolean canceled;
    private String reason = "";

    private ScopeNode(Coroutines coroutines, Proc1<CancellationScope> body, boolean detached) {
        this.coroutines = coroutines;
        this.body = body;
        this.detached = detached;
        this.request = new CoroutinePromise<>(coroutines, this);
    }

    static ScopeNode root(Coroutines coroutines) {
        return new ScopeNode(coroutines, scope -> {}, true);
    }

    ScopeNode child(Proc1<CancellationScope> childBody) {
        ScopeNode child = new ScopeNode(coroutines, childBody, false);
        if (canceled) {
            child.cancel(reason);
        } else {
            onCancel(() -> child.cancel(reason));
        }
        return child;
    }

    ScopeNode detached(Proc1<CancellationScope> childBody) {
        return new ScopeNode(coroutines, childBody, true);
    }

    /** @return what takes the registration back */
    Runnable onCancel(Runnable cancellation) {
        cancellations.add(cancellation);
        return () -> cancellations.remove(cancellation);
    }

    void throwIfCanceled() {
        if (canceled) {
            throw new CanceledFailure(message());
        }
    }

    String message() {
        return reason.isEmpty() ? "The scope was canceled" : "The scope was canceled: " + reason;
    }

    @Override
    public void run() {
        Coroutine coroutine = coroutines.current();
        ScopeNode outer = coroutine.scope();
        coroutine.setScope(this);
        try {
            body.apply(this);
        } catch (Exception e) {
            throw Workflow.wrap(e);
        } finally {
            coroutine.setScope(outer);
        }
    }

    @Override
    public void cancel(String newReason) {
        if (canceled) {
            return;
        }
        coroutines.requireWritable("cancel a scope");
        canceled = true;
        reason = newReason;
        request.complete(newReason);
        List<Runnable> all = List.copyOf(cancellations);
        cancellations.clear();
        all.forEach(Runnable::run);
    }

    @Override
    public boolean isCancelRequested() {
        return canceled;
    }

    @Override
    public String cancellationReason() {
        return reason;
    }

    @Override
    public Promise<String> cancellationRequest() {
        return request;
    }

    @Override
    public boolean isDetached() {
        return detached;
    }
}
