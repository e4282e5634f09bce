package dev.weft.sdk.replay;

/** Says where workflow code is, for people. Asked on replay and for errors only. */
public interface CodePositions {

    /** Nobody knows. */
    CodePositions UNKNOWN = new CodePositions() {
        @Override
        public CodePosition issuing() {
            return () -> "an unknown line";
        }

        @Override
        public String waiting() {
            return "waits at an unknown line";
        }
    };

    /** The line that issues a command now. */
    CodePosition issuing();

    /** What the workflow method does now, for example {@code waits at com.acme.Order.run(Order.java:12)}. */
    String waiting();
}
