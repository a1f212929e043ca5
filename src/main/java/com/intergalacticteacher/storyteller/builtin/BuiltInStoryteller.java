package com.intergalacticteacher.storyteller.builtin;

import com.intergalacticteacher.event.Ending;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.Telling;
import com.intergalacticteacher.storyteller.grammar.Chapter;
import com.intergalacticteacher.storyteller.grammar.Grammar;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * Tells stories by itself, without network or key, at the pace of a model. English only: whatever the child's language,
 * the story is told in English. The chapter is thought out on a worker thread. The same request is told alike, always, and can be taken over at any letter.
 */
public final class BuiltInStoryteller implements Storyteller {
    private final Vertx vertx;
    private final int tokensPerSecond;
    private final Grammar grammar = new Grammar();

    /** @param tokensPerSecond the pace; 0 is as fast as it goes, yet never within the call that starts it */
    public BuiltInStoryteller(Vertx vertx, int tokensPerSecond) {
        if (tokensPerSecond < 0) {
            throw new IllegalArgumentException("Tokens per second: " + tokensPerSecond + ", expected 0 or more");
        }
        this.vertx = vertx;
        this.tokensPerSecond = tokensPerSecond;
    }

    @Override
    public Telling tell(Request request, Consumer<String> onText) {
        return new BuiltInTelling(vertx, Pace.of(tokensPerSecond, request.streamId()), onText)
                .start(() -> compose(request));
    }

    private BuiltInTelling.Work compose(Request request) {
        Grammar.Told told =
                grammar.tell(request.streamId(), request.brief(), request.told(), request.constraint() != null);
        Chapter chapter = told.chapter();
        return new BuiltInTelling.Work(
                Tokens.of(told.rest()),
                new Ending(chapter.title(), chapter.question(), chapter.choices(), chapter.educationalElements()));
    }
}
