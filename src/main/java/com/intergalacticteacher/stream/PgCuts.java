package com.intergalacticteacher.stream;

import com.intergalacticteacher.database.Outage;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cuts in PostgreSQL. An outage is waited out; a story erased meanwhile keeps nothing. */
public final class PgCuts implements Cuts {
    private static final Logger LOG = LoggerFactory.getLogger(PgCuts.class);

    private static final String KEEP = """
            INSERT INTO cuts (story_id, stream_id, chapter_number, position, cut_text, category, judged_by)
            SELECT id, $2, $3, $4, $5, $6, $7 FROM stories WHERE id = $1""";

    /** By the first try, whose answer was lost. */
    private static final String UNLESS_KEPT =
            " AND NOT EXISTS (SELECT FROM cuts WHERE stream_id = $2 AND position = $4 AND cut_text = $5)";

    private final Pool pool;
    private final Outage outage;

    public PgCuts(Pool pool, Outage outage) {
        this.pool = pool;
        this.outage = outage;
    }

    @Override
    public Future<Void> keep(Draft draft, Cut cut) {
        LOG.atInfo()
                .addKeyValue("stream_id", draft.streamId())
                .log(
                        "stream {}: cut back to {} for {} by the {}",
                        draft.streamId(),
                        cut.position(),
                        cut.category(),
                        cut.by());
        Tuple values = Tuple.of(draft.storyId(), draft.streamId(), draft.brief().chapterNumber(), cut.position())
                .addString(cut.text())
                .addString(cut.category())
                .addString(cut.by());
        return outage.waitOut(() -> insert(KEEP, values), () -> insert(KEEP + UNLESS_KEPT, values));
    }

    private Future<Void> insert(String statement, Tuple values) {
        return pool.preparedQuery(statement).execute(values).mapEmpty();
    }
}
