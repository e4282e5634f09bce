package dev.weft.history.dispatch;

import dev.weft.core.port.HistoryListener;
import dev.weft.core.port.ReplyReceiver;
import dev.weft.core.port.TaskReceiver;

/** Who lives in the same process and is reached in memory. All of them are called on the processing thread. */
public record Neighbours(TaskReceiver tasks, ReplyReceiver replies, HistoryListener listener) {
    /** History alone in its process. */
    public static final Neighbours NONE = new Neighbours(TaskReceiver.NONE, ReplyReceiver.NONE, HistoryListener.NONE);
}
