package dev.weft.sdk.runner;

/** Something that can go on when its turn comes: a coroutine that waited, or code that has not begun. */
sealed interface Turn permits Coroutine, Turn.Fresh {

    /** Code that gets a coroutine when its turn comes. */
    record Fresh(String name, ScopeNode scope, Runnable body) implements Turn {}
}
