package dev.weft.sdk.runner;

import dev.weft.sdk.failure.CanceledFailure;
import dev.weft.sdk.workflow.CancellationScope;
import dev.weft.sdk.workflow.Functions.Proc1;
import dev.weft.sdk.workflow.Promise;
import dev.weft.sdk.workflow.Workflow;
import java.lang.ref.WeakReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One scope of the tree. What it holds is canceled in the order in which it was begun.
 *
 * <p>Whatever is under way in a scope refers to it, and a scope to the one it is canceled with; the other way a scope
 * below is known only as long as something else knows it. So a run may open scopes without end.
 */
final class ScopeNode implements CancellationScope {
    private static final int TIDIED_FROM = 32;

    private final Coroutines coroutines;
    private final Proc1<CancellationScope> body;

    /** The scope that this one is canceled with; null for a detached one. */
    private final @Nullable ScopeNode parent;

    private final CoroutinePromise<String> request;
    private final Set<Runnable> cancellations = new LinkedHashSet<>();
    private int tidiedAt = TIDIED_FROM;
    private boolean canceled;
    private String reason = "";

    /** Cancels a scope below, if it still matters to anybody. */
    private record Below(WeakReference<ScopeNode> scope, ScopeNode above) implements Runnable {
        @Override
        public void run() {
            ScopeNode below = scope.get();
            if (below != null) {
                below.cancel(above.reason);
            }
        }
    }

    private ScopeNode(Coroutines coroutines, Proc1<CancellationScope> body, @Nullable ScopeNode parent) {
        this.coroutines = coroutines;
        this.body = body;
        this.parent = parent;
        this.request = new CoroutinePromise<>(coroutines, this);
    }

    static ScopeNode root(Coroutines coroutines) {
        return new ScopeNode(coroutines, scope -> {}, null);
    }

    ScopeNode child(Proc1<CancellationScope> childBody) {
        ScopeNode child = new ScopeNode(coroutines, childBody, this);
        if (canceled) {
            child.cancel(reason);
        } else {
            tidy();
            onCancel(new Below(new WeakReference<>(child), this));
        }
        return child;
    }

    ScopeNode detached(Proc1<CancellationScope> childBody) {
        return new ScopeNode(coroutines, childBody, null);
    }

    /** Leaves out the scopes below that nobody knows any more. */
    private void tidy() {
        if (cancellations.size() >= tidiedAt) {
            cancellations.removeIf(
                    one -> one instanceof Below below && below.scope().refersTo(null));
            tidiedAt = Math.max(TIDIED_FROM, 2 * cancellations.size());
        }
    }

    /** What is to be canceled with the scope. */
    int size() {
        return cancellations.size();
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
        return parent == null;
    }
}
