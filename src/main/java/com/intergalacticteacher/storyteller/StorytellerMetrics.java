package com.intergalacticteacher.storyteller;

/** What a storyteller has to say about itself. Called on event loops: cheap, and never throws. */
public interface StorytellerMetrics {
    StorytellerMetrics NOOP = new StorytellerMetrics() {};

    /** A storyteller is at work; {@link #letGo} follows, however that ends. */
    default void asked() {}

    default void letGo() {}

    /** The first piece of text came, so many nanoseconds after it was asked for. */
    default void firstToken(long nanos) {}

    /** So many more tokens came. */
    default void tokens(int count) {}

    /** A chapter could not be told to its end; cancelling one is no error. */
    default void error(StorytellerException.Kind kind) {}
}
