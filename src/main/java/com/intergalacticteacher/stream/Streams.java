package com.intergalacticteacher.stream;

import com.intergalacticteacher.journal.Entry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who tells which stream, and how it ended. The futures complete on any thread. */
public interface Streams {

    /**
     * Stores a stream, claimed by the node, or finds the running one of the same request. May be refused. A stream
     * opened by node 0, which is one without room, waits to be claimed.
     */
    Future<Opened> open(NewStream wanted, long node);

    /** Empty where there is none, and alike where it is another parent's. */
    Future<Optional<StreamState>> find(long parentId, long streamId);

    /** Sets what a viewer of {@code node} wants, and tells the owner if that is another; the state is the one after it. Nothing changes once the stream has ended. */
    Future<Optional<StreamState>> signal(long parentId, long streamId, Signal signal, long node);

    /**
     * Streams without an owner, at most {@code room}, now the node's under a new epoch.
     *
     * @param mayTakeOver whether those of nodes that have lost their lease count
     * @param untold streams of the node's own that it does not tell
     */
    Future<List<Claimed>> claim(long node, int room, boolean mayTakeOver, Set<Long> untold);

    /**
     * Ends a stream with its last entry, and shelves the chapter if there is one: all of it or nothing. Fails with
     * {@link com.intergalacticteacher.journal.FencedException} where it is no longer the draft's to end.
     */
    Future<Void> end(Draft draft, Entry terminal, Outcome outcome, StageWork.Result.@Nullable Complete chapter);

    /**
     * Deletes what a stream that was erased left in the journal: an append that was on its way then may have landed
     * after. Does nothing where the stream is there.
     */
    Future<Void> eraseJournal(long streamId);

    /** A stream opened: {@code draft} is there where this node is to tell it. */
    record Opened(
            StreamState state, boolean isNew, @Nullable Draft draft) {}

    /** A stream taken over, as part of {@code trace}; the draft's text is still in the journal. */
    record Claimed(
            Draft draft,
            boolean isPaused,
            boolean isCancelled,
            boolean isWatched,
            long toldMillis,
            @Nullable String trace) {}
}
