package com.intergalacticteacher.stage.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.moderation.Judge;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.testing.TestObjects;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class JudgingTest {
    private static final Judgement GOOD = Judgement.approved(1, Judge.MODERATOR);
    private static final Judgement BAD = Judgement.rejected(0, List.of("violence"), Judge.MODERATOR);

    private final List<String> asked = new ArrayList<>();
    private final List<Promise<Judgement>> verdicts = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();
    private final List<Integer> refused = new ArrayList<>();
    private Context context;

    @BeforeEach
    void start(Vertx vertx) {
        context = vertx.getOrCreateContext();
    }

    @Test
    void push_youngChild_nextIsAskedBeforeTheFirstIsAnswered_andShownInOrder() {
        Judging judging = judging(8);
        on(() -> push(judging, "One ran. Two ran. ", "Three ran. F"));
        assertThat(asked).containsExactly("One ran. ", "Two ran. ", "Three ran. ");
        assertThat(shown).isEmpty();
        on(() -> verdicts.get(1).tryComplete(GOOD));
        on(() -> null);
        assertThat(shown).isEmpty();
        on(() -> verdicts.get(0).tryComplete(GOOD));
        on(() -> null);
        assertThat(shown).hasToString("One ran. Two ran. ");
    }

    @Test
    void push_olderChild_isShownAtOnce_andRefusedWhereItBegan() {
        Judging judging = judging(9);
        on(() -> push(judging, "One ran. Two bit. Three"));
        assertThat(shown).hasToString("One ran. Two bit. Three");
        on(() -> verdicts.get(0).tryComplete(GOOD));
        on(() -> verdicts.get(1).tryComplete(BAD));
        on(() -> push(judging, " ran. Four"));
        assertThat(refused).containsExactly("One ran. ".length());
        assertThat(shown).hasToString("One ran. Two bit. Three");
    }

    @Test
    void finish_completesOnceTheLastIsApproved() {
        Judging judging = judging(5);
        on(() -> push(judging, "One ran"));
        Future<Void> finished = on(judging::finish);
        assertThat(finished.isComplete()).isFalse();
        on(() -> verdicts.get(0).tryComplete(GOOD));
        TestObjects.await(finished);
        assertThat(shown).hasToString("One ran");
    }

    @Test
    void push_childsName_isNotWhatTheModeratorSees() {
        Judging judging = judging(5);
        on(() -> push(judging, "Off went Mia's boat. MIA waved. A"));
        assertThat(asked)
                .hasSize(2)
                .noneMatch(
                        sentence -> sentence.toLowerCase(java.util.Locale.ROOT).contains("mia"));
        verdicts.forEach(verdict -> on(() -> verdict.tryComplete(GOOD)));
        on(() -> null);
        assertThat(shown).hasToString("Off went Mia's boat. MIA waved. ");
    }

    private Judging judging(int age) {
        Brief.Hero child = new Brief.Hero("Mia", age, ReadingLevel.BEGINNER, "en", List.of());
        Moderator moderator = (text, ofAge) -> {
            asked.add(text);
            Promise<Judgement> verdict = Promise.promise();
            verdicts.add(verdict);
            return verdict.future();
        };
        return new Judging(context, moderator, child, 0, shown::append, (offset, judgement) -> refused.add(offset));
    }

    private static Void push(Judging judging, String... texts) {
        for (String text : texts) {
            judging.push(text);
        }
        return null;
    }

    /** Runs on the context, after all that was left to run on it. */
    private <T> T on(Callable<T> action) {
        Promise<T> result = Promise.promise();
        context.runOnContext(v -> {
            try {
                result.complete(action.call());
            } catch (Exception e) {
                result.fail(e);
            }
        });
        return TestObjects.await(result.future());
    }
}
