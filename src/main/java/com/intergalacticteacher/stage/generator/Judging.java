package com.intergalacticteacher.stage.generator;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.moderation.Judgement;
import com.intergalacticteacher.moderation.Moderator;
import com.intergalacticteacher.moderation.SentenceSplitter;
import com.intergalacticteacher.storyteller.StandIn;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Has every sentence judged while the next is being told. To young children a sentence is shown once it is approved; to
 * older ones at once, and a bad verdict comes after. Without a moderator text goes straight through. Used on one context.
 */
final class Judging {
    /** In years: the last age at which a sentence waits for its verdict. */
    static final int LAST_WAITING_AGE = 8;

    private final Context context;
    private final @Nullable Moderator moderator;
    private final Brief.Hero child;
    private final UnaryOperator<String> hiding;
    private final Consumer<String> pass;
    private final BiConsumer<Integer, Judgement> refuse;
    private final SentenceSplitter sentences = new SentenceSplitter();
    private final Deque<Sentence> open = new ArrayDeque<>();
    private int offset;
    private boolean isClosed;
    private @Nullable Promise<Void> finished;

    /**
     * Judges from {@code offset}, in UTF-16 units of the chapter.
     *
     * @param pass is given what may be shown
     * @param refuse is given the offset of a refused sentence, once; nothing passes after it
     */
    Judging(
            Context context,
            @Nullable Moderator moderator,
            Brief.Hero child,
            int offset,
            Consumer<String> pass,
            BiConsumer<Integer, Judgement> refuse) {
        this.context = context;
        this.moderator = moderator;
        this.child = child;
        this.hiding = StandIn.hiding(child.name());
        this.offset = offset;
        this.pass = pass;
        this.refuse = refuse;
    }

    void push(String text) {
        if (isClosed || text.isEmpty()) {
            return;
        }
        if (!isWaiting()) {
            pass.accept(text);
        }
        if (moderator != null) {
            sentences.push(text).forEach(this::judge);
        }
    }

    /** Completes once all is approved and passed; never, if something is refused. */
    Future<Void> finish() {
        sentences.finish().ifPresent(this::judge);
        if (open.isEmpty()) {
            return Future.succeededFuture();
        }
        Promise<Void> promise = Promise.promise();
        finished = promise;
        return promise.future();
    }

    /** Nothing more passes, whatever verdicts are still to come. */
    void close() {
        isClosed = true;
    }

    private boolean isWaiting() {
        return moderator != null && child.age() <= LAST_WAITING_AGE;
    }

    private void judge(String text) {
        Moderator moderator = this.moderator;
        if (moderator == null) {
            return;
        }
        Sentence sentence = new Sentence(text, offset);
        offset += text.length();
        open.add(sentence);
        moderator
                .judge(hiding.apply(text), child.age())
                .onSuccess(judgement -> context.runOnContext(v -> {
                    sentence.judgement = judgement;
                    settle();
                }));
    }

    /** In the order of the text, whatever order the verdicts come in. */
    private void settle() {
        while (!isClosed && !open.isEmpty() && open.peek().judgement != null) {
            Sentence sentence = open.remove();
            Judgement judgement = sentence.judgement;
            if (judgement == null || !judgement.approved()) {
                isClosed = true;
                refuse.accept(sentence.offset, judgement == null ? Judgement.unavailable() : judgement);
            } else if (isWaiting()) {
                pass.accept(sentence.text);
            }
        }
        Promise<Void> finished = this.finished;
        if (!isClosed && open.isEmpty() && finished != null) {
            finished.tryComplete();
        }
    }

    private static final class Sentence {
        private final String text;
        private final int offset;
        private @Nullable Judgement judgement;

        Sentence(String text, int offset) {
            this.text = text;
            this.offset = offset;
        }
    }
}
