package dev.weft.sdk.runner;

import dev.weft.core.model.Failure;
import dev.weft.core.model.Payload;
import dev.weft.core.request.WorkerRequest.UpdateRejection;
import dev.weft.core.task.Task.UpdateMessage;
import dev.weft.sdk.failure.ApplicationFailure;
import dev.weft.sdk.replay.NonDeterminismException;
import dev.weft.sdk.replay.UpdateMachine;
import dev.weft.sdk.workflow.DynamicUpdateHandler;
import dev.weft.sdk.workflow.HandlerUnfinishedPolicy;
import dev.weft.sdk.workflow.WorkflowContract.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        run.coroutines().addHandler("update " + update.message().updateName(), run.rootScope(), () -> deliver(update));
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
            Optional<UpdateRejection> rejection = validate(update.message());
            if (rejection.isEmpty()) {
                return false;
            }
            all.add(rejection.get());
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
        Call call = acceptedCall(update.message());
        long ticket = unfinished.begin("update " + update.message().updateName(), call.policy());
        try {
            update.complete(run.data().toPayload(call.run()), Failure.NONE);
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
            call(message).validate();
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(
                    new UpdateRejection(message.updateId(), run.failures().toFailure(e, run.data())));
        } finally {
            run.guard().leaveReadOnly();
        }
    }

    private Call acceptedCall(UpdateMessage message) {
        try {
            return call(message);
        } catch (RuntimeException e) {
            throw new NonDeterminismException("Expected the code to handle update " + message.updateName()
                    + ", which history has accepted, but it cannot: " + e.getMessage());
        }
    }

    /** An update whose handler is found and whose arguments are read. */
    private interface Call {
        void validate() throws Exception;

        @Nullable
        Object run() throws Exception;

        HandlerUnfinishedPolicy policy();
    }

    private Call call(UpdateMessage message) {
        String name = message.updateName();
        Optional<Handlers.Bound> handler = handlers.update(name);
        if (handler.isPresent()) {
            @Nullable
            Object[] args = Arguments.read(
                    run.data(), message.input(), handler.get().method().parameterTypes(), "update " + name);
            return new TypedCall(handler.get(), handlers.validator(name), args);
        }
        DynamicUpdateHandler dynamic = handlers.dynamicUpdate()
                .orElseThrow(() -> ApplicationFailure.nonRetryable(
                        "Expected an update that the workflow handles, but got '" + name + "'; it has "
                                + handlers.names().get("updates"),
                        "UpdateHandlerNotFound"));
        return new DynamicCall(dynamic, name, new PayloadValues(message.input(), run.data()));
    }

    private record TypedCall(
            Handlers.Bound handler,
            Optional<Handlers.Bound> validator,
            @Nullable Object[] args) implements Call {
        @Override
        public void validate() throws Exception {
            if (validator.isPresent()) {
                validator.get().method().call(validator.get().target(), args);
            }
        }

        @Override
        public @Nullable Object run() throws Exception {
            return handler.method().call(handler.target(), args);
        }

        @Override
        public HandlerUnfinishedPolicy policy() {
            return ((Part.Update) handler.method().part()).policy();
        }
    }

    private record DynamicCall(DynamicUpdateHandler handler, String name, PayloadValues args) implements Call {
        @Override
        public void validate() {
            handler.validateUpdate(name, args);
        }

        @Override
        public @Nullable Object run() {
            return handler.handleUpdate(name, args);
        }

        @Override
        public HandlerUnfinishedPolicy policy() {
            return HandlerUnfinishedPolicy.WARN_AND_ABANDON;
        }
    }
}
