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
 * below is known only as long as something else knows it, or somebody listens to its cancellation. So a run may open
 * scopes without end, and still what a cancellation does is the same whenever memory is collected.
 */
final class ScopeNode implements CancellationScope {
    private static final int TIDIED_FROM = 32;

    private final Coroutines coroutines;
    private final Proc1<CancellationScope> body;

    /** The scope that this one is canceled with; null for a detached one. */
    private final @Nullable ScopeNode parent;

    private final CoroutinePromise<String> request;
    private final Set<Runnable> cancellations = new LinkedHashSet<>();
    private @Nullable Below place;
    private int tidiedAt = TIDIED_FROM;
    private boolean canceled;
    private String reason = "";

    /** Cancels a scope below, if it still matters to anybody. */
    private static final class Below implements Runnable {
        private final WeakReference<ScopeNode> scope;
        private final ScopeNode above;

        /** The scope while somebody listens to it or to one below it. */
        private @Nullable ScopeNode kept;

        Below(ScopeNode scope, ScopeNode above) {
            this.scope = new WeakReference<>(scope);
            this.above = above;
        }

        @Override
        public void run() {
            ScopeNode below = scope.get();
            if (below != null) {
                below.cancel(above.reason);
            }
        }

        /** Lets go of the scope when nobody listens any more. */
        boolean isKept() {
            if (kept != null && !kept.isListenedTo()) {
                kept = null;
            }
            return kept != null;
        }

        boolean isForgotten() {
            return !isKept() && scope.refersTo(null);
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
            child.place = new Below(child, this);
            onCancel(child.place);
        }
        return child;
    }

    ScopeNode detached(Proc1<CancellationScope> childBody) {
        return new ScopeNode(coroutines, childBody, null);
    }

    /** Leaves out the scopes below that nobody knows any more. */
    private void tidy() {
        if (cancellations.size() >= tidiedAt) {
            cancellations.removeIf(one -> one instanceof Below below && below.isForgotten());
            tidiedAt = Math.max(TIDIED_FROM, 2 * cancellations.size());
        }
    }

    /** Somebody listens to {@code promise}, which this scope may have to complete. */
    void listenedTo(CoroutinePromise<?> promise) {
        if (promise == request) {
            for (ScopeNode node = this; node != null && node.place != null; node = node.parent) {
                node.place.kept = node;
            }
        }
    }

    private boolean isListenedTo() {
        return request.isListenedTo()
                || cancellations.stream().anyMatch(one -> one instanceof Below below && below.isKept());
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
