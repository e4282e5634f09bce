package dev.weft.sdk.runner;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.request.WorkerRequest.UpdateRejection;
import dev.weft.core.task.Task.UpdateMessage;
import dev.weft.sdk.data.PayloadCodecException;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.interceptor.WorkflowInboundCalls.UpdateInput;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.replay.UpdateMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Validates and runs updates, each in a coroutine of its own, in the order of their messages. */
final class Updates {
    private final RunContext run;
    private final Handlers handlers;
    private final Unfinished unfinished;
    private final Predicate<Throwable> failsUpdate;
    private final List<UpdateRejection> rejections = new ArrayList<>();

    /** @param failsUpdate whether an exception is an outcome; others fail the workflow task */
    Updates(RunContext run, Handlers handlers, Unfinished unfinished, Predicate<Throwable> failsUpdate) {
        this.run = run;
        this.handlers = handlers;
        this.unfinished = unfinished;
        this.failsUpdate = failsUpdate;
    }

    void received(UpdateMachine update) {
        UpdateMessage message = update.message();
        run.coroutines()
                .addHandler(
                        "update " + message.updateName(),
                        run.rootScope(),
                        run.interception().within(message.header(), () -> deliver(update)));
    }

    /** The rejections since the last call. */
    List<UpdateRejection> takeRejections() {
        List<UpdateRejection> taken = List.copyOf(rejections);
        rejections.clear();
        return taken;
    }

    /** Rejects all updates if each of them is to be; else nothing is changed. */
    boolean rejectAll(List<UpdateMachine> updates) {
        List<UpdateRejection> all = new ArrayList<>();
        for (UpdateMachine update : updates) {
            UpdateMessage message = update.message();
            int before = all.size();
            run.interception()
                    .within(message.header(), () -> validate(message).ifPresent(all::add))
                    .run();
            if (all.size() == before) {
                return false;
            }
        }
        rejections.addAll(all);
        return true;
    }

    private void deliver(UpdateMachine update) {
        if (!update.isAcceptedBefore()) {
            Optional<UpdateRejection> rejection = validate(update.message());
            if (rejection.isPresent()) {
                update.reject();
                rejections.add(rejection.get());
                return;
            }
        }
        update.accept();
        UpdateInput input = acceptedInput(update.message());
        long ticket = unfinished.begin(
                "update " + input.updateName(), handler(update.message()).policy());
        try {
            Object result = run.interception().inbound().executeUpdate(input).result();
            update.complete(run.data().toPayload(result), Failure.NONE);
        } catch (Exception e) {
            if (!failsUpdate.test(e)) {
                throw HandlerFailure.unchecked(e);
            }
            update.complete(Payload.NONE, run.failures().toFailure(e, run.data()));
        } finally {
            unfinished.end(ticket);
        }
    }

    private Optional<UpdateRejection> validate(UpdateMessage message) {
        run.guard().enterReadOnly("the validator of update " + message.updateName());
        try {
            run.interception().inbound().validateUpdate(input(message, handler(message)));
            return Optional.empty();
        } catch (PayloadCodecException e) {
            throw e;
        } catch (Exception e) {
            return Optional.of(
                    new UpdateRejection(message.updateId(), run.failures().toFailure(e, run.data())));
        } finally {
            run.guard().leaveReadOnly();
        }
    }

    private UpdateInput acceptedInput(UpdateMessage message) {
        try {
            return input(message, handler(message));
        } catch (PayloadCodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NonDeterminismException("Expected the code to handle update " + message.updateName()
                    + ", which history has accepted, but it cannot: " + e.getMessage());
        }
    }

    private UpdateInput input(UpdateMessage message, MessageHandler handler) {
        return new UpdateInput(
                message.updateId(),
                message.updateName(),
                handler.arguments(run.data(), message.input(), () -> true),
                message.header());
    }

    private MessageHandler handler(UpdateMessage message) {
        return handlers.update(message.updateName())
                .orElseThrow(() -> ApplicationFailure.nonRetryable(
                        "Expected an update that the workflow handles, but got '" + message.updateName() + "'; it has "
                                + handlers.names().get("updates"),
                        "UpdateHandlerNotFound"));
    }
}
