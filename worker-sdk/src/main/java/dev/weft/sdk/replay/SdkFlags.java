package dev.weft.sdk.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The behaviours that one run relies upon. The workflow task that needs one first names it in its completion, and every
 * replay knows it from there on, before the code of that task runs.
 */
final class SdkFlags {
    private final Set<String> ofRun = new HashSet<>();
    private final List<String> fresh = new ArrayList<>();
    private boolean replaying = true;

    void taskStarts(boolean nowReplaying) {
        replaying = nowReplaying;
    }

    /**
     * History relies on {@code flags} from the task that event {@code completedEventId} completes.
     *
     * @throws UnknownSdkFlagException when one of them is not a behaviour of this version
     */
    void relyOn(long completedEventId, List<String> flags) {
        for (String flag : flags) {
            if (!SdkFlag.isKnown(flag)) {
                throw new UnknownSdkFlagException("Expected behaviours that this version of the SDK knows, but event "
                        + completedEventId + " relies on '" + flag + "'; run this workflow with a newer SDK");
            }
            ofRun.add(flag);
        }
        fresh.removeAll(flags);
    }

    /** Whether the run behaves so: what is new begins to live, and what is old stays as it was when it is replayed. */
    boolean follows(SdkFlag flag) {
        if (ofRun.contains(flag.id())) {
            return true;
        }
        if (!replaying) {
            ofRun.add(flag.id());
            fresh.add(flag.id());
        }
        return !replaying;
    }

    /** What the task under way relies upon and no completion has named yet. */
    List<String> fresh() {
        return List.copyOf(fresh);
    }

    /** The task under way has never been. */
    void forgetFresh() {
        fresh.forEach(ofRun::remove);
        fresh.clear();
    }
}
