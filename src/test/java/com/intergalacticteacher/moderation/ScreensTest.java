package com.intergalacticteacher.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class ScreensTest {
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    @Test
    void refresh_listChanged_newScreeningsSeeItAndRunningOnesDoNot(Vertx vertx, VertxTestContext context) {
        Screens.watch(vertx, folder, NEVER)
                .compose(screens -> {
                    Screening running = screens.screen().screening(8, "en", "");
                    write("en/house.txt", "[all]\nwobbegong\n");
                    return screens.refresh().map(screen -> {
                        assertThat(screen).isSameAs(screens.screen());
                        assertThat(screens.screen().examine("a wobbegong!", 8, "en"))
                                .isPresent();
                        assertThat(screens.screen().examine("what a shit day", 8, "en"))
                                .as("supplied lists stay")
                                .isPresent();
                        assertThat(running.push("a wobbegong!") + running.finish())
                                .isEqualTo("a wobbegong!");
                        return screens;
                    });
                })
                .onComplete(context.succeedingThenComplete());
    }

    @Test
    void refresh_listOfTheSameName_takesItsPlace(Vertx vertx, VertxTestContext context) {
        write("en/profanity.txt", "[all]\nwobbegong\n");
        Screens.watch(vertx, folder, NEVER)
                .map(screens -> {
                    assertThat(screens.screen().examine("what a shit day", 8, "en"))
                            .isEmpty();
                    return screens;
                })
                .onComplete(context.succeedingThenComplete());
    }

    @Test
    void refresh_faultyList_keepsTheLastGoodOne(Vertx vertx, VertxTestContext context) {
        Screens.watch(vertx, folder, NEVER)
                .compose(screens -> {
                    Screen before = screens.screen();
                    write("en/house.txt", "[to 99]\n");
                    return screens.refresh().map(after -> {
                        assertThat(after).isSameAs(before);
                        return after;
                    });
                })
                .onComplete(context.succeedingThenComplete());
    }

    @Test
    void watch_period_seesAChangeByItself(Vertx vertx, VertxTestContext context) {
        Screens.watch(vertx, folder, Duration.ofMillis(20)).onComplete(context.succeeding(screens -> {
            write("en/house.txt", "[all]\nwobbegong\n");
            vertx.setPeriodic(10, timer -> {
                if (screens.screen().examine("a wobbegong!", 8, "en").isEmpty()) {
                    return;
                }
                screens.close();
                context.completeNow();
            });
        }));
    }

    /** Another that looks as often sees a change while the one that was closed does not. */
    @Test
    void close_changeAfterIt_isNotSeen(Vertx vertx, VertxTestContext context) {
        Duration often = Duration.ofMillis(20);
        Screens.watch(vertx, folder, often)
                .compose(closed -> {
                    closed.close();
                    return Screens.watch(vertx, folder, often).map(looking -> List.of(closed, looking));
                })
                .onComplete(context.succeeding(both -> {
                    Screen before = both.get(0).screen();
                    write("en/house.txt", "[all]\nwobbegong\n");
                    vertx.setPeriodic(10, timer -> {
                        if (both.get(1)
                                .screen()
                                .examine("a wobbegong!", 8, "en")
                                .isPresent()) {
                            vertx.cancelTimer(timer);
                            both.get(1).close();
                            context.verify(
                                    () -> assertThat(both.get(0).screen()).isSameAs(before));
                            context.completeNow();
                        }
                    });
                }));
    }

    @Test
    void watch_faultyListAtStart_fails(Vertx vertx, VertxTestContext context) {
        write("en/house.txt", "[to 99]\n");
        Future<Screens> screens = Screens.watch(vertx, folder, NEVER);
        screens.onComplete(context.failing(cause -> context.verify(() -> {
            assertThat(cause).hasMessageContaining("en/house.txt, line 1");
            context.completeNow();
        })));
    }

    private void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
