package com.intergalacticteacher.metrics;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EventLoopVerticleTest {
    private static final int LOOPS = 3;

    private static Future<String> thread(Context loop) {
        Promise<String> name = Promise.promise();
        loop.runOnContext(v -> name.complete(Thread.currentThread().getName()));
        return name.future();
    }

    @Test
    void instances_haveALoopEach_andAMeterOfItsName() {
        Registry registry = new Registry();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
        List<Context> loops = new CopyOnWriteArrayList<>();
        try {
            await(vertx.deployVerticle(
                    () -> new EventLoopVerticle(registry.meters(), loops),
                    new DeploymentOptions().setInstances(LOOPS)));
            List<String> threads =
                    loops.stream().map(loop -> await(thread(loop))).toList();
            assertThat(threads).hasSize(LOOPS).doesNotHaveDuplicates();
            for (String name : threads) {
                assertThat(registry.scrape()).contains("event_loop_delay_seconds_count{loop=\"" + name + "\"}");
            }
        } finally {
            await(vertx.close());
        }
    }
}
