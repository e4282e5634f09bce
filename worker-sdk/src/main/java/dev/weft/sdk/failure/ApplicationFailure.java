package dev.weft.sdk.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Thrown by user code to fail an activity, a workflow or an update, and rebuilt where its outcome is awaited. */
public final class ApplicationFailure extends WeftFailure {
    private static final long serialVersionUID = 1;

    private final String type;
    private final boolean nonRetryable;
    private final transient Details details;
    private final Duration nextRetryDelay;

    private ApplicationFailure(Builder builder) {
        super(builder.message, builder.cause);
        this.type = builder.type;
        this.nonRetryable = builder.nonRetryable;
        this.details = builder.details;
        this.nextRetryDelay = builder.nextRetryDelay;
    }

    /** @param type what retry policies match, for example {@code "CardDeclined"} */
    public static ApplicationFailure of(String message, String type, @Nullable Object... details) {
        return builder(message, type).details(Details.of(details)).build();
    }

    /** A failure that no retry policy repeats. */
    public static ApplicationFailure nonRetryable(String message, String type, @Nullable Object... details) {
        return builder(message, type)
                .nonRetryable(true)
                .details(Details.of(details))
                .build();
    }

    public static Builder builder(String message, String type) {
        return new Builder(message, type);
    }

    public String type() {
        return type;
    }

    public boolean isNonRetryable() {
        return nonRetryable;
    }

    public Details details() {
        return details;
    }

    /** Replaces the backoff of the retry policy; zero when the policy decides. */
    public Duration nextRetryDelay() {
        return nextRetryDelay;
    }

    @Override
    public String toString() {
        return "ApplicationFailure(" + type + "): " + getMessage();
    }

    /** Collects what an {@link ApplicationFailure} says. */
    public static final class Builder {
        private final String message;
        private final String type;
        private @Nullable Throwable cause;
        private boolean nonRetryable;
        private Details details = Details.NONE;
        private Duration nextRetryDelay = Duration.ZERO;

        private Builder(String message, String type) {
            this.message = message;
            this.type = type;
        }

        public Builder cause(@Nullable Throwable newCause) {
            this.cause = newCause;
            return this;
        }

        public Builder nonRetryable(boolean newNonRetryable) {
            this.nonRetryable = newNonRetryable;
            return this;
        }

        public Builder details(Details newDetails) {
            this.details = newDetails;
            return this;
        }

        /** Zero lets the retry policy decide. */
        public Builder nextRetryDelay(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("Expected a nextRetryDelay of zero or more, but got " + delay);
            }
            this.nextRetryDelay = delay;
            return this;
        }

        public ApplicationFailure build() {
            return new ApplicationFailure(this);
        }
    }
}
