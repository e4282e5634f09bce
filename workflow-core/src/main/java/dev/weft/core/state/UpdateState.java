package dev.weft.core.state;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.reply.UpdateStage;
import dev.weft.core.request.ReplyTo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An update from its admission on. A rejected one is forgotten.
 *
 * @param sequence order of admission
 * @param input emptied once the update is accepted, since the event has it
 */
public record UpdateState(
        String updateId,
        long sequence,
        String updateName,
        List<Payload> input,
        Map<String, Payload> header,
        UpdateStage stage,
        boolean sent,
        long acceptedEventId,
        Payload result,
        Failure failure,
        List<Waiter> waiters) {

    /** A caller that wants to hear of the update. */
    public record Waiter(ReplyTo replyTo, boolean forCompletion) {}

    /** The caller that has waited longest gives way where there are too many; it asks again if it is still there. */
    UpdateState withWaiter(Waiter waiter) {
        List<Waiter> more = new ArrayList<>(waiters);
        more.add(waiter);
        if (more.size() > Limits.UPDATE_WAITERS) {
            more.removeFirst();
        }
        return new UpdateState(
                updateId,
                sequence,
                updateName,
                input,
                header,
                stage,
                sent,
                acceptedEventId,
                result,
                failure,
                List.copyOf(more));
    }

    UpdateState withSent(boolean nowSent) {
        return new UpdateState(
                updateId,
                sequence,
                updateName,
                input,
                header,
                stage,
                nowSent,
                acceptedEventId,
                result,
                failure,
                waiters);
    }

    UpdateState accepted(long eventId) {
        List<Waiter> remaining = waiters.stream().filter(Waiter::forCompletion).toList();
        return new UpdateState(
                updateId,
                sequence,
                updateName,
                List.of(),
                Map.of(),
                UpdateStage.ACCEPTED,
                true,
                eventId,
                result,
                failure,
                remaining);
    }

    UpdateState completed(Payload newResult, Failure newFailure) {
        return new UpdateState(
                updateId,
                sequence,
                updateName,
                List.of(),
                Map.of(),
                UpdateStage.COMPLETED,
                true,
                acceptedEventId,
                newResult,
                newFailure,
                List.of());
    }
}
