package dev.weft.sdk.workflow;

import dev.weft.sdk.data.EncodedValues;

/** Takes the signals that have no handler of their own. */
@FunctionalInterface
public interface DynamicSignalHandler {
    void handleSignal(String signalName, EncodedValues args);
}
