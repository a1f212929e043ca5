package com.intergalacticteacher.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Token buckets by key; of too many keys the one not asked for longest is forgotten. Thread-safe. */
final class Buckets {
    private static final int MAX = 10_000;

    private final Bandwidth limit;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX;
        }
    };

    Buckets(Bandwidth limit) {
        this.limit = limit;
    }

    /** 0, or the seconds until there is a place again. */
    long take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
    }

    void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    private synchronized Bucket bucket(String key) {
        return buckets.computeIfAbsent(
                key, fresh -> Bucket.builder().addLimit(limit).build());
    }

    synchronized int size() {
        return buckets.size();
    }
}
