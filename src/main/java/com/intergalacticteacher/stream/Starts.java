package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.NodeStatus;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.event.Words;
import com.intergalacticteacher.event.WorkflowNode;
import com.intergalacticteacher.stream.RefusedException.Reason;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Stores new streams, within what a parent and a child may have, or finds the running one of the same request. */
final class Starts {
    private static final String START =
            "SELECT * FROM start_stream($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    private static final String STARTED = "started";
    private static final String JOINED = "joined";

    /** Unless a node has claimed the stream already, which then has something better to say. */
    private static final String WAIT = """
            WITH waiting AS (SELECT id FROM streams WHERE id = $1 AND owner IS NULL AND ended_at IS NULL FOR UPDATE),
            said AS (
              INSERT INTO journal (stream_id, epoch, seq, last_seq, frames) SELECT id, 0, 1, $2, $3 FROM waiting
              ON CONFLICT DO NOTHING)
            SELECT pg_notify('nodes', 'unclaimed ' || id || ' 0') FROM waiting""";

    private final Pool pool;
    private final StreamConfig config;
    private final Turns turns;

    Starts(Pool pool, StreamConfig config, Turns turns) {
        this.pool = pool;
        this.config = config;
        this.turns = turns;
    }

    /** {@code node} is 0 where it has no room. */
    Future<Streams.Opened> open(NewStream wanted, long node) {
        return turns.take(wanted.parentId(), () -> start(wanted, node))
                .compose(opened ->
                        isWaiting(opened) ? await(opened.state()).map(opened) : Future.succeededFuture(opened));
    }

    private Future<Streams.Opened> start(NewStream wanted, long node) {
        Brief brief = wanted.brief();
        Tuple values = Tuple.tuple()
                .addLong(wanted.parentId())
                .addLong(wanted.childId())
                .addInteger(brief.chapterNumber())
                .addBuffer(Buffer.buffer(wanted.fingerprint()))
                .addString(EventJson.encode(brief))
                .addString(Words.of(wanted.granularity()))
                .addInteger(wanted.choice())
                .addString(brief.idea())
                .addLong(node)
                .addInteger(config.maxStreamsPerUser())
                .addInteger(config.startsPerMinute())
                .addLong(wanted.storyId())
                .addString(brief.title())
                .addString(brief.theme())
                .addString(wanted.trace());
        return pool.preparedQuery(START)
                .execute(values)
                .compose(rows -> opened(wanted, rows.iterator().next()));
    }

    private static Future<Streams.Opened> opened(NewStream wanted, Row row) {
        String how = row.getString("how");
        return switch (how) {
            case STARTED -> {
                StreamState state = PgStreams.state(row);
                yield Future.succeededFuture(
                        new Streams.Opened(state, true, state.owner() == null ? null : draft(wanted, state)));
            }
            case JOINED -> Future.succeededFuture(new Streams.Opened(PgStreams.state(row), false, null));
            default ->
                Future.failedFuture(new RefusedException(Words.parse(Reason.class, how), row.getInteger("wait")));
        };
    }

    private static boolean isWaiting(Streams.Opened opened) {
        return opened.isNew() && opened.draft() == null;
    }

    /** Tells the viewers that the story waits, and the other nodes that it does. */
    private Future<Void> await(StreamState state) {
        Buffer frames = Buffer.buffer();
        Frames.append(frames, state.streamId(), 1, new StoryEvent.Node(WorkflowNode.WORKFLOW, NodeStatus.STARTED));
        Frames.append(
                frames,
                state.streamId(),
                2,
                new StoryEvent.Progress(
                        new StoryEvent.Progress.Step("waiting", "Waiting for a free storyteller...", 0)));
        return pool.preparedQuery(WAIT)
                .execute(Tuple.of(state.streamId(), 2, frames))
                .mapEmpty();
    }

    private static Draft draft(NewStream wanted, StreamState state) {
        return Draft.blank(
                state.streamId(),
                1,
                wanted.parentId(),
                state.storyId(),
                wanted.brief(),
                wanted.granularity(),
                wanted.choice());
    }
}
