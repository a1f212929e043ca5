package com.intergalacticteacher;

import com.intergalacticteacher.story.Chapters;
import com.intergalacticteacher.stream.Draft;
import com.intergalacticteacher.stream.Shelf;
import com.intergalacticteacher.stream.StageWork;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** The shelf of the streams is the chapters of the stories. */
final class ChapterShelf implements Shelf {
    private static final String PARTS = Chapters.save("ended", FIRST_VALUE);

    private final Pool pool;

    ChapterShelf(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Place place(Draft draft, StageWork.Result.Complete chapter) {
        return new Place(
                PARTS,
                Chapters.values(
                        chapter.story(),
                        chapter.metadata(),
                        draft.choice(),
                        draft.brief().idea()));
    }

    @Override
    public Future<Optional<StageWork.Result.Complete>> find(long streamId) {
        return Chapters.find(pool, streamId)
                .map(found -> found.map(kept -> new StageWork.Result.Complete(kept.metadata(), kept.story())));
    }
}
