package com.intergalacticteacher.storyteller;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import java.util.List;

/** What storytellers are asked in tests. */
public final class Requests {
    public static final Brief.Hero MIA =
            new Brief.Hero("Mia", 7, ReadingLevel.BEGINNER, "en", List.of("Mia's cat", "stars"));
    public static final Brief FIRST = new Brief(MIA, "space", null, 1, null, null, List.of());

    private Requests() {}

    public static Storyteller.Request first() {
        return new Storyteller.Request(1, FIRST, "", null);
    }

    public static Storyteller.Request told(String told) {
        return new Storyteller.Request(1, FIRST, told, null);
    }
}
