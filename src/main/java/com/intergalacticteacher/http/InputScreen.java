package com.intergalacticteacher.http;

import java.util.Optional;

/** Says whether a text that someone typed may go into a child's story. Quick: it is asked on an event loop. */
@FunctionalInterface
public interface InputScreen {

    /** What the text should be instead for a child of that age, in words; empty where it is fine. */
    Optional<String> objection(String text, int age, String language);
}
