package dev.weft.sdk.workflow;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;

/** Internal: says each thing once, nothing while code runs again. */
public final class ReplaySilentLogger extends AbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient Logger logger;
    private final transient BooleanSupplier silent;

    public ReplaySilentLogger(Logger logger, BooleanSupplier silent) {
        this.logger = logger;
        this.silent = silent;
        this.name = logger.getName();
    }

    private boolean isEnabled(Level level) {
        return !silent.getAsBoolean() && logger.isEnabledForLevel(level);
    }

    private boolean isEnabled(Level level, Marker marker) {
        if (silent.getAsBoolean()) {
            return false;
        }
        return switch (level) {
            case TRACE -> logger.isTraceEnabled(marker);
            case DEBUG -> logger.isDebugEnabled(marker);
            case INFO -> logger.isInfoEnabled(marker);
            case WARN -> logger.isWarnEnabled(marker);
            case ERROR -> logger.isErrorEnabled(marker);
        };
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable throwable) {
        var event = logger.atLevel(level).setMessage(message);
        if (marker != null) {
            event = event.addMarker(marker);
        }
        if (throwable != null) {
            event = event.setCause(throwable);
        }
        if (arguments != null) {
            for (Object argument : arguments) {
                event = event.addArgument(argument);
            }
        }
        event.log();
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
        return isEnabled(Level.TRACE, marker);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
        return isEnabled(Level.DEBUG, marker);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
        return isEnabled(Level.INFO, marker);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
        return isEnabled(Level.WARN, marker);
    }

    @Override
    public boolean isErrorEnabled() {
        return isEnabled(Level.ERROR);
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
        return isEnabled(Level.ERROR, marker);
    }
}
