package com.intergalacticteacher.event;

/** What ends a sentence, in the scripts that stories are told in: for whoever cuts, counts or continues one. */
public final class SentenceMarks {
    private static final String WIDE_ENDS = "。！？";
    private static final String ENDS = ".!?…।" + WIDE_ENDS;
    /** Of quotes both halves: what opens one in English or French closes it in German. */
    private static final String CLOSERS = "\"'”’“‘»›«‹)]}*_」』）";

    private SentenceMarks() {}

    public static boolean isEnd(char c) {
        return ENDS.indexOf(c) >= 0;
    }

    /** An end that no space follows. */
    public static boolean isWideEnd(char c) {
        return WIDE_ENDS.indexOf(c) >= 0;
    }

    /** A quote, a bracket or an emphasis that may stand between an end and the next sentence. */
    public static boolean isCloser(char c) {
        return CLOSERS.indexOf(c) >= 0;
    }
}
