package com.intergalacticteacher.storyteller;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import java.util.List;

/** What storytellers are asked in tests. */
final class Requests {
    static final Brief.Hero MIA = new Brief.Hero("Mia", 7, ReadingLevel.BEGINNER, "en", List.of("Mia's cat", "stars"));
    static final Brief FIRST = new Brief(MIA, "space", null, 1, null, null, List.of());

    private Requests() {}

    static Storyteller.Request first() {
        return new Storyteller.Request(1, FIRST, "", null);
    }

    static Storyteller.Request told(String told) {
        return new Storyteller.Request(1, FIRST, told, null);
    }
}
