package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.Granularity;
import java.time.Duration;

/**
 * How chapters are told and how many at once.
 *
 * @param enabled false: every start is refused
 * @param timeout for one whole generation
 * @param chunkWords the greatest length of a chunk
 * @param granularity where a request names none
 * @param maxStreamsPerUser running at once, in the whole cluster
 * @param startsPerMinute of one user, in the whole cluster
 * @param maxStreamsPerNode told by this node at once; what is beyond it waits for another
 * @param pauseRelease after so long a pause the storyteller is let go, and asked again when it is over
 * @param pauseLimit a pause of so long ends the stream
 * @param nodeName this process among those that share the database
 * @param nodeLease a node that does not renew it for so long is taken for dead
 * @param journalRetention how long an ended stream can be replayed
 */
public record StreamConfig(
        boolean enabled,
        Duration timeout,
        int chunkWords,
        Granularity granularity,
        int maxStreamsPerUser,
        int startsPerMinute,
        int maxStreamsPerNode,
        Duration pauseRelease,
        Duration pauseLimit,
        String nodeName,
        Duration nodeLease,
        Duration journalRetention) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    public static final int DEFAULT_CHUNK_WORDS = 200;
    public static final Granularity DEFAULT_GRANULARITY = Granularity.TOKEN;
    public static final int DEFAULT_MAX_STREAMS_PER_USER = 3;
    public static final int DEFAULT_STARTS_PER_MINUTE = 20;
    public static final int DEFAULT_MAX_STREAMS_PER_NODE = 10_000;
    public static final Duration DEFAULT_PAUSE_RELEASE = Duration.ofSeconds(60);
    public static final Duration DEFAULT_PAUSE_LIMIT = Duration.ofHours(24);
    public static final Duration DEFAULT_NODE_LEASE = Duration.ofSeconds(10);
    public static final Duration DEFAULT_JOURNAL_RETENTION = Duration.ofHours(24);
}
