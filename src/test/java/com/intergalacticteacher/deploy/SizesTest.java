package com.intergalacticteacher.deploy;

import static com.intergalacticteacher.deploy.OverlaysTest.config;
import static org.assertj.core.api.Assertions.assertThat;

import com.intergalacticteacher.AppConfig;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether memory, connections and places suffice for what may come to need them. */
class SizesTest {
    /** Of a node: one that listens, up to two for the journal's appends. */
    private static final int BESIDE_THE_POOL = 3;

    private static final long MEBI = 1 << 20;
    /** Of the JVM beside heap, buffers, classes and code: stacks of some forty threads, the collector's own tables. */
    private static final long REST = 96 * MEBI;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void memory_holdsWhatTheJvmMayTake(String overlay) {
        long limit =
                bytes(Pods.of(overlay).container().getResources().getLimits().get("memory"));
        JavaOptions options = JavaOptions.read();
        long heap = (long) (limit * options.heapShare());
        long taken = heap
                + options.bytes("MaxDirectMemorySize")
                + options.bytes("MaxMetaspaceSize")
                + options.bytes("ReservedCodeCacheSize")
                + REST;
        assertThat(taken).isLessThanOrEqualTo(limit);
        assertThat(limit - taken).describedAs("left unused").isLessThan(limit / 8);
    }

    @Test
    void database_hasAConnectionForEveryPodThatMayRun() {
        Pods pods = Pods.of("prod");
        HorizontalPodAutoscaler scaler = pods.all(HorizontalPodAutoscaler.class).get(0);
        int surge = pods.deployment()
                .getSpec()
                .getStrategy()
                .getRollingUpdate()
                .getMaxSurge()
                .getIntVal();
        int most = scaler.getSpec().getMaxReplicas() + surge;
        int ofOne = config(pods).database().poolSize() + BESIDE_THE_POOL;
        CustomResources.Cluster database =
                pods.all(CustomResources.Cluster.class).get(0);
        int connections =
                Integer.parseInt(database.spec().postgresql().parameters().get("max_connections"));
        assertThat(most * ofOne).isLessThan(connections - 20);
        assertThat(scaler.getSpec().getScaleTargetRef().getName())
                .isEqualTo(pods.deployment().getMetadata().getName());
    }

    /** A node takes more than the autoscaler aims at, or there is no room for the viewers of one that goes. */
    @Test
    void autoscaler_aimsBelowWhatANodeTakes() {
        Pods pods = Pods.of("prod");
        long aim = pods.all(HorizontalPodAutoscaler.class).get(0).getSpec().getMetrics().stream()
                .filter(metric -> metric.getType().equals("Pods"))
                .mapToLong(metric -> bytes(metric.getPods().getTarget().getAverageValue()))
                .findFirst()
                .orElseThrow();
        AppConfig config = config(pods);
        assertThat(2 * aim).isLessThanOrEqualTo(config.http().maxStreamingConnections());
        assertThat(2 * aim).isLessThanOrEqualTo(config.stream().maxStreamsPerNode());
    }

    private static long bytes(Quantity quantity) {
        return quantity.getNumericalAmount().longValueExact();
    }
}
