package com.intergalacticteacher.moderation;

import java.util.Set;

/**
 * One line of a list.
 *
 * @param text as written there: letters and gaps; a leading or trailing {@code *} lets any letters stand there
 * @param kind how it is matched
 * @param band blocked for the children of this band and all below
 * @param ordinaryIn languages in which it is an ordinary word and passes
 */
record Phrase(String text, Kind kind, String category, Band band, Set<String> ordinaryIn) {

    enum Kind {
        /** Blocked in any disguise. */
        WORDS,
        /** Blocked as a shape of letters, digits and signs, such as a telephone number. */
        SHAPE,
        /** Allowed as it stands, though a blocked phrase is part of it. */
        ALLOWED
    }
}
