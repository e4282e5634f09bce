package dev.weft.sdk.replay;

/** A line of workflow code, for people. Cheap to remember; what it reads like is found out when it is told. */
@FunctionalInterface
public interface CodePosition {

    /** Nobody has asked where code is. */
    CodePosition NOT_ASKED = () -> "";

    /** For example {@code com.acme.Order.run(Order.java:12)}; empty for {@link #NOT_ASKED}. */
    String text();
}
