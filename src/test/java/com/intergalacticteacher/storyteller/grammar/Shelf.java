package com.intergalacticteacher.storyteller.grammar;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Children and requests to tell stories to. */
final class Shelf {
    static final Grammar GRAMMAR = new Grammar();
    static final int[] AGES = {5, 9, 12};
    static final List<String> THEMES = List.of(
            "adventure",
            "friendship",
            "space",
            "ocean",
            "forest",
            "dinosaurs",
            "magic",
            "animals",
            "mystery",
            "inventions",
            "kindness",
            "bedtime",
            "a purple penguin bakery",
            "Robots and cake");
    private static final List<String> NAMES = List.of("Mia", "Leo", "Zuzanna", "James", "Ana-Lucía", "Bo");
    private static final List<List<String>> INTERESTS =
            List.of(List.of(), List.of("trains", "Football"), List.of("my cat Biscuit"), List.of("Baking", "the sea"));
    private static final List<String> IDEAS = List.of("we find a dragon egg", "What if the dog can fly?", "i get lost");

    private Shelf() {}

    static Brief brief(int seed, int age) {
        return brief(seed, age, null);
    }

    /** Every ninth child has an idea of its own. */
    static Brief brief(int seed, int age, @Nullable String title) {
        Brief.Hero hero = new Brief.Hero(
                NAMES.get(seed % NAMES.size()),
                age,
                ReadingLevel.at(age),
                "en",
                INTERESTS.get((seed / 3) % INTERESTS.size()));
        String idea = seed % 9 == 0 ? IDEAS.get((seed / 9) % IDEAS.size()) : null;
        return new Brief(hero, THEMES.get(seed % THEMES.size()), title, 1, null, idea, List.of());
    }

    static Brief next(Brief brief, Chapter told, int choice) {
        List<Brief.Previous> previous = new java.util.ArrayList<>(brief.previous());
        previous.add(new Brief.Previous(brief.chapterNumber(), told.text(), told.question()));
        return new Brief(
                brief.child(),
                brief.theme(),
                told.title(),
                brief.chapterNumber() + 1,
                told.choices().get(choice % told.choices().size()).text(),
                null,
                previous);
    }
}
