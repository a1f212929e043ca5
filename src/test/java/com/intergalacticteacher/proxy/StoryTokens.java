package com.intergalacticteacher.proxy;

import static com.intergalacticteacher.testing.ScriptedUpstream.done;
import static com.intergalacticteacher.testing.ScriptedUpstream.finish;
import static com.intergalacticteacher.testing.ScriptedUpstream.text;

import com.intergalacticteacher.testing.ScriptedUpstream.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** A chapter whose every token after the first is told only when somebody says that the one before was seen. */
final class StoryTokens {
    /** No digits: the screen would hold them back, which may begin a telephone number. */
    private static final List<String> WORDS =
            List.of("robin", "train", "otter", "cloud", "baker", "tulip", "comet", "teapot");

    static final int COUNT = WORDS.size();

    private final List<Promise<Void>> seen = new ArrayList<>();
    private final long[] toldAt = new long[COUNT];

    StoryTokens() {
        for (int i = 0; i < COUNT; i++) {
            seen.add(Promise.promise());
        }
    }

    /** What the storyteller does. */
    Future<?> tell(Exchange exchange) {
        Future<?> told = Future.succeededFuture();
        for (int i = 0; i < COUNT; i++) {
            int n = i;
            told = told.compose(v -> {
                        toldAt[n] = System.nanoTime();
                        return text(token(n)).run(exchange);
                    })
                    .compose(v -> seen.get(n).future());
        }
        return told.compose(v -> finish("stop").run(exchange)).compose(v -> done().run(exchange));
    }

    static String token(int n) {
        return "A little " + WORDS.get(n) + " came by. ";
    }

    /** What of it shows that it is there; its end may come with the next. */
    static String word(int n) {
        return "little " + WORDS.get(n);
    }

    /** Lets the next one be told. */
    void seen(int n) {
        seen.get(n).tryComplete();
    }

    /** From the storyteller's sending it to now, in nanoseconds. */
    long sinceTold(int n) {
        return System.nanoTime() - toldAt[n];
    }
}
