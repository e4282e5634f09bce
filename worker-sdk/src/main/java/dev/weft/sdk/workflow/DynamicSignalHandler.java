package dev.weft.sdk.workflow;

/** Takes the signals that have no handler of their own. */
@FunctionalInterface
public interface DynamicSignalHandler {
    void handleSignal(String signalName, EncodedValues args);
}
