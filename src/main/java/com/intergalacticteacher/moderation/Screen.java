package com.intergalacticteacher.moderation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The word lists, made ready to screen text by them. Immutable and thread-safe. */
public final class Screen {
    private final Net net;
    private final Map<Long, Automaton> automata = new ConcurrentHashMap<>();

    Screen(List<Phrase> phrases) {
        this.net = new Net(phrases);
    }

    /**
     * Starts screening a stream of text.
     *
     * @param age the child's, in years
     * @param language the story's, as in {@code de}: words that are ordinary in it pass, though blocked elsewhere
     * @param released text of the stream that was released before, from its beginning; empty at the start
     */
    public Screening screening(int age, String language, String released) {
        long profile = net.profile(Band.of(age), language);
        Screening screening = new Screening(automata.computeIfAbsent(profile, key -> new Automaton(net, key)));
        screening.resume(released);
        return screening;
    }

    /** The first blocked phrase of a whole text in this language. */
    public Optional<Finding> examine(String text, int age, String language) {
        Screening screening = screening(age, language, "");
        screening.push(text);
        screening.finish();
        return screening.finding();
    }
}
