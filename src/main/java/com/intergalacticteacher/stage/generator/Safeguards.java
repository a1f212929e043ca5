package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.Choice;
import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.moderation.Finding;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.moderation.ModerationMetrics;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.moderation.Screen;
import com.intergalacticteacher.storyteller.StandIn;
import com.intergalacticteacher.stream.Cuts;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a storyteller and a child.
 *
 * @param moderator null: the screen judges alone
 * @param cuts where what they cut is kept for the parent
 * @param metrics counts what the screen refuses; a moderator counts its own verdicts
 */
public record Safeguards(Screen screen, @Nullable Moderator moderator, Cuts cuts, ModerationMetrics metrics) {

    /**
     * What may be shown of what came with a chapter: all of it, or, if any is unfit, none, with the family's own words for
     * the title. A title and choices are screened and judged like the story itself.
     */
    Future<Ending> ending(Ending told, Brief brief) {
        Brief.Hero child = brief.child();
        List<String> texts = texts(told);
        Moderator moderator = this.moderator;
        Optional<Finding> finding = texts.stream()
                .flatMap(text -> screen.examine(text, child.age(), child.language()).stream())
                .findFirst();
        if (finding.isPresent()) {
            metrics.verdict(Judgement.of(finding.get()));
            return Future.succeededFuture(withoutChoices(brief));
        }
        Future<Boolean> isFit = moderator == null || texts.isEmpty()
                ? Future.succeededFuture(true)
                : moderator
                        .judge(StandIn.hiding(child.name()).apply(String.join("\n", texts)), child.age())
                        .map(Judgement::approved);
        return isFit.map(fit -> fit ? told : withoutChoices(brief));
    }

    private static List<String> texts(Ending told) {
        return Stream.of(
                        Stream.of(told.title(), Objects.requireNonNullElse(told.choiceQuestion(), "")),
                        told.choices().stream().map(Choice::text),
                        told.educationalElements().stream())
                .flatMap(texts -> texts)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static Ending withoutChoices(Brief brief) {
        String title = brief.title();
        return new Ending(title == null ? brief.theme() : title, null, List.of(), List.of());
    }
}
