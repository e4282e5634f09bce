package dev.weft.sdk.runner;

import dev.weft.sdk.workflow.HandlerUnfinishedPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The message handlers under way. */
final class Unfinished {
    private record Handler(String name, HandlerUnfinishedPolicy policy) {}

    private final Map<Long, Handler> handlers = new LinkedHashMap<>();
    private long lastTicket;

    /** @return to be given to {@link #end} */
    long begin(String name, HandlerUnfinishedPolicy policy) {
        handlers.put(++lastTicket, new Handler(name, policy));
        return lastTicket;
    }

    void end(long ticket) {
        handlers.remove(ticket);
    }

    boolean isEmpty() {
        return handlers.isEmpty();
    }

    /** Those that their authors want to hear of when the run closes before them. */
    List<String> toWarnOf() {
        return handlers.values().stream()
                .filter(handler -> handler.policy() == HandlerUnfinishedPolicy.WARN_AND_ABANDON)
                .map(Handler::name)
                .toList();
    }
}
