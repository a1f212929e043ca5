package com.intergalacticteacher.storyteller.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ReadingLevel;
import com.intergalacticteacher.storyteller.Storyteller;
import com.intergalacticteacher.storyteller.StorytellerException;
import com.intergalacticteacher.storyteller.Telling;
import com.intergalacticteacher.storyteller.grammar.Grammar;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class BuiltInStorytellerTest {
    private static final Brief BRIEF = new Brief(
            new Brief.Hero("Mia", 9, ReadingLevel.INTERMEDIATE, "en", List.of("trains")),
            "ocean",
            null,
            1,
            null,
            null,
            List.of());
    private static final String WHOLE = new Grammar().chapter(7, BRIEF).text();

    private static Storyteller.Request request(String told) {
        return new Storyteller.Request(7, BRIEF, told, null);
    }

    @Test
    void tell_asFastAsItGoes_tellsAllOnTheCallersContext(Vertx vertx, VertxTestContext test) {
        Context context = vertx.getOrCreateContext();
        StringBuilder told = new StringBuilder();
        List<Context> contexts = new ArrayList<>();
        context.runOnContext(start -> {
            Telling telling = new BuiltInStoryteller(vertx, 0).tell(request(""), text -> {
                told.append(text);
                contexts.add(Vertx.currentContext());
            });
            test.verify(() -> assertThat(told).isEmpty());
            telling.ending()
                    .onComplete(test.succeeding(ending -> test.verify(() -> {
                        assertThat(told).hasToString(WHOLE);
                        assertThat(contexts).containsOnly(context);
                        assertThat(ending.choices()).hasSizeBetween(2, 3);
                        test.completeNow();
                    })));
        });
    }

    @Test
    void tell_fromTheMiddleOfAWord_goesOnThere(Vertx vertx, VertxTestContext test) {
        StringBuilder told = new StringBuilder(WHOLE.substring(0, 101));
        vertx.runOnContext(start -> new BuiltInStoryteller(vertx, 0)
                .tell(request(told.toString()), told::append)
                .ending()
                .onComplete(test.succeeding(ending -> test.verify(() -> {
                    assertThat(told).hasToString(WHOLE);
                    test.completeNow();
                }))));
    }

    @Test
    void tell_paced_takesItsTime(Vertx vertx, VertxTestContext test) {
        int rate = 1000;
        long started = System.nanoTime();
        List<Long> at = new ArrayList<>();
        vertx.runOnContext(start -> new BuiltInStoryteller(vertx, rate)
                .tell(request(""), text -> at.add(System.nanoTime() - started))
                .ending()
                .onComplete(test.succeeding(ending -> test.verify(() -> {
                    assertThat(at.get(0)).isGreaterThan(190_000_000L);
                    long telling = at.get(at.size() - 1) - at.get(0);
                    assertThat(telling).isGreaterThan((at.size() - 100) * 1_000_000L);
                    test.completeNow();
                }))));
    }

    @Test
    void pause_stopsUntilResumed(Vertx vertx, VertxTestContext test) {
        StringBuilder told = new StringBuilder();
        vertx.runOnContext(start -> {
            List<Telling> telling = new ArrayList<>();
            telling.add(new BuiltInStoryteller(vertx, 2000).tell(request(""), text -> {
                if (told.isEmpty()) {
                    telling.get(0).pause();
                }
                told.append(text);
            }));
            vertx.setTimer(700, later -> {
                test.verify(() -> assertThat(told.length()).isBetween(1, 20));
                telling.get(0).resume();
            });
            telling.get(0)
                    .ending()
                    .onComplete(test.succeeding(ending -> test.verify(() -> {
                        assertThat(told).hasToString(WHOLE);
                        test.completeNow();
                    })));
        });
    }

    @Test
    void cancel_failsTheEndingAndNothingFollows(Vertx vertx, VertxTestContext test) {
        StringBuilder told = new StringBuilder();
        vertx.runOnContext(start -> {
            List<Telling> telling = new ArrayList<>();
            telling.add(new BuiltInStoryteller(vertx, 0).tell(request(""), text -> {
                told.append(text);
                telling.get(0).cancel();
            }));
            telling.get(0)
                    .ending()
                    .onComplete(test.failing(failure -> vertx.setTimer(
                            50,
                            later -> test.verify(() -> {
                                assertThat(failure)
                                        .isInstanceOfSatisfying(
                                                StorytellerException.class,
                                                e -> assertThat(e.kind())
                                                        .isEqualTo(StorytellerException.Kind.CANCELLED));
                                assertThat(WHOLE).startsWith(told.toString());
                                assertThat(told.length()).isLessThan(20);
                                test.completeNow();
                            }))));
        });
    }

    @Test
    void cancel_beforeTheChapterIsThoughtOut_nothingFollows(Vertx vertx, VertxTestContext test) {
        List<String> told = new ArrayList<>();
        vertx.runOnContext(start -> {
            Telling telling = new BuiltInStoryteller(vertx, 0).tell(request(""), told::add);
            telling.cancel();
            telling.ending()
                    .onComplete(test.failing(failure -> vertx.<Void>executeBlocking(() -> null, true)
                            .onComplete(test.succeeding(done -> vertx.setTimer(
                                    100,
                                    later -> test.verify(() -> {
                                        assertThat(told).isEmpty();
                                        test.completeNow();
                                    }))))));
        });
    }

    @Test
    void pause_beforeTheChapterIsThoughtOut_nothingFollowsUntilResumed(Vertx vertx, VertxTestContext test) {
        StringBuilder told = new StringBuilder();
        vertx.runOnContext(start -> {
            Telling telling = new BuiltInStoryteller(vertx, 0).tell(request(""), told::append);
            telling.pause();
            vertx.setTimer(300, later -> {
                test.verify(() -> assertThat(told).isEmpty());
                telling.resume();
            });
            telling.ending()
                    .onComplete(test.succeeding(ending -> test.verify(() -> {
                        assertThat(told).hasToString(WHOLE);
                        test.completeNow();
                    })));
        });
    }
}
