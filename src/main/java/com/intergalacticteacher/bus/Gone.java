package com.intergalacticteacher.bus;

/**
 * The journal holds nothing of the stream any more.
 *
 * @param isErased whether all of it is gone with its child or account; else its chapter is still on the shelf
 */
public record Gone(long streamId, boolean isErased) implements Ring {}
