package com.intergalacticteacher.moderation;

import java.util.List;

/**
 * What a moderator or the screen says of a text.
 *
 * @param score how safe it is, from 0 to 1
 * @param categories what it was rejected for; empty if approved
 */
public record Judgement(boolean approved, double score, List<String> categories, Judge by) {
    /** In one word, for metrics. */
    public enum Verdict {
        APPROVED,
        REJECTED,
        UNAVAILABLE
    }

    /** The category of a rejection for want of a judgement. */
    private static final String UNAVAILABLE = "unavailable";

    /** The category of a rejection that names none. */
    private static final String UNFIT = "unfit";

    public Judgement {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score: " + score + " (expected: 0 to 1)");
        }
        categories = List.copyOf(categories);
    }

    public static Judgement approved(double score, Judge by) {
        return new Judgement(true, score, List.of(), by);
    }

    public static Judgement rejected(double score, List<String> categories, Judge by) {
        return new Judgement(false, score, categories, by);
    }

    /** What the screen found counts as wholly unsafe. */
    public static Judgement of(Finding finding) {
        return rejected(0, List.of(finding.category()), Judge.SCREEN);
    }

    /** Nobody judged it, so nobody may see it. */
    public static Judgement unavailable() {
        return rejected(0, List.of(UNAVAILABLE), Judge.MODERATOR);
    }

    /** What weighs most of what it was rejected for. */
    public String category() {
        return categories.isEmpty() ? UNFIT : categories.get(0);
    }

    private boolean isUnavailable() {
        return categories.contains(UNAVAILABLE);
    }

    public Verdict verdict() {
        if (approved) {
            return Verdict.APPROVED;
        }
        return isUnavailable() ? Verdict.UNAVAILABLE : Verdict.REJECTED;
    }
}
