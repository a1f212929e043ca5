package com.intergalacticteacher.stream;

import static com.intergalacticteacher.testing.TestObjects.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.intergalacticteacher.database.Outage;
import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.ErrorCode;
import com.intergalacticteacher.event.Granularity;
import com.intergalacticteacher.event.StoryEvent;
import com.intergalacticteacher.journal.Entry;
import com.intergalacticteacher.journal.FencedException;
import com.intergalacticteacher.journal.JournalMetrics;
import com.intergalacticteacher.journal.PgJournal;
import com.intergalacticteacher.journal.Watched;
import com.intergalacticteacher.testing.TestDatabase;
import com.intergalacticteacher.testing.TestObjects;
import com.intergalacticteacher.testing.TestObjects.Family;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PgStreamsIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create(vertx);
    private final Watched watched = new Watched();
    private final PgJournal journal =
            new PgJournal(database.pool(), database.pool(), new Outage(vertx), watched, JournalMetrics.NOOP);
    private Family family;
    private long node;

    @BeforeEach
    void family() {
        family = TestObjects.family(database.pool(), "mia@example.com");
        node = await(new Nodes(database.pool(), TestObjects.streamConfig("first", 3, 20)).join());
    }

    @AfterEach
    void close() {
        database.close();
        await(vertx.close());
    }

    @Test
    void open_sameRequestWhileRunning_joins() {
        PgStreams streams = streams(3, 20);
        Streams.Opened first = await(streams.open(wanted("friendship"), node));
        Streams.Opened second = await(streams.open(wanted("friendship"), node));

        assertThat(first.isNew()).isTrue();
        assertThat(second.isNew()).isFalse();
        assertThat(second.state().streamId()).isEqualTo(first.state().streamId());
        assertThat(runningStreams()).isEqualTo(1);
    }

    @Test
    void open_sameRequestAtTheSameMoment_oneStarts() {
        PgStreams streams = streams(50, 50);
        List<Streams.Opened> opened = await(Future.join(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> streams.open(wanted("friendship"), node))
                        .toList()))
                .list();

        assertThat(opened.stream().filter(Streams.Opened::isNew)).hasSize(1);
        assertThat(opened.stream().map(o -> o.state().streamId()).distinct()).hasSize(1);
        assertThat(runningStreams()).isEqualTo(1);
    }

    @Test
    void eraseJournal_streamErased_takesWhatLandedLate() {
        PgStreams streams = streams(2, 20);
        long erased = await(streams.open(wanted("a"), node)).state().streamId();
        long there = await(streams.open(wanted("b"), node)).state().streamId();
        await(database.pool().query("DELETE FROM streams WHERE id = " + erased).execute());
        for (long stream : List.of(erased, there)) {
            await(database.pool()
                    .query("INSERT INTO journal (stream_id, epoch, seq, last_seq, frames) VALUES (" + stream
                            + ", 1, 1, 1, '')")
                    .execute());
            await(streams.eraseJournal(stream));
        }
        assertThat(count("SELECT count(*) FROM journal WHERE stream_id = " + erased))
                .isZero();
        assertThat(count("SELECT count(*) FROM journal WHERE stream_id = " + there))
                .isEqualTo(1);
    }

    /** Beside this version, while it is rolled out. */
    @Test
    void startStream_calledByTheVersionBefore_startsAndCounts() {
        String start =
                "SELECT how FROM start_stream(%d, %d, 1, '', '{}', 'token', NULL, NULL, %d, 2, 20, NULL, 'a', 'b')"
                        .formatted(family.parentId(), family.childId(), node);
        assertThat(await(database.pool().query(start).execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("started");
        assertThat(runningStreams()).isEqualTo(1);
    }

    @Test
    void open_overStreamsPerUser_refusedUntilOneEnds() {
        PgStreams streams = streams(2, 20);
        Streams.Opened first = await(streams.open(wanted("a"), node));
        await(streams.open(wanted("b"), node));

        assertRefused(streams.open(wanted("c"), node), RefusedException.Reason.STREAMS_PER_USER);

        await(streams.end(first.draft(), terminal(first, 1), Outcome.ERROR, null));
        assertThat(await(streams.open(wanted("c"), node)).isNew()).isTrue();
    }

    @Test
    void open_overStartsPerMinute_refusedWithTheTimeToWait() {
        PgStreams streams = streams(50, 3);
        for (String theme : List.of("a", "b", "c")) {
            await(streams.open(wanted(theme), node));
        }
        assertRefused(streams.open(wanted("d"), node), RefusedException.Reason.STARTS_PER_MINUTE);
        assertThat(runningStreams()).isEqualTo(3);
    }

    @Test
    void open_overTheParentsDailyLimit_refusedAndNothingStored() {
        PgStreams streams = streams(50, 50);
        await(database.pool().query("UPDATE children SET daily_chapters = 1").execute());
        await(streams.open(wanted("a"), node));

        assertRefused(streams.open(wanted("b"), node), RefusedException.Reason.DAILY_CHAPTERS);
        assertThat(count("SELECT count(*) FROM stories")).isEqualTo(1);
        assertThat(runningStreams()).isEqualTo(1);
    }

    @Test
    void open_anotherRequestForTheRunningChapter_refused() {
        PgStreams streams = streams(50, 50);
        long storyId = await(streams.open(wanted("a"), node)).state().storyId();

        assertRefused(streams.open(wanted("a", storyId), node), RefusedException.Reason.CHAPTER_RUNNING);
    }

    /** Asked for while it was being told, and stored only when that was over: nobody pays for it twice. */
    @Test
    void open_chapterToldSinceItWasAskedFor_refusedAndNotCounted() {
        PgStreams streams = streams(50, 50);
        Streams.Opened first = await(streams.open(wanted("a"), node));
        long storyId = first.state().storyId();
        await(streams.end(first.draft(), terminal(first, 1), Outcome.COMPLETE, null));
        await(database.pool()
                .preparedQuery("INSERT INTO chapters (story_id, chapter_number, stream_id, story_content, choices,"
                        + " educational_elements, estimated_reading_time, vocabulary_level, safety_score, word_count,"
                        + " readability) VALUES ($1, 1, 1, 'Once.', '[]', '{}', 1, 'beginner', 1, 1, 1)")
                .execute(Tuple.of(storyId)));

        assertRefused(streams.open(wanted("a", storyId), node), RefusedException.Reason.CHAPTER_RUNNING);
        assertThat(runningStreams()).isZero();
    }

    @Test
    void open_somebodyElsesChild_refused() {
        Family other = TestObjects.family(database.pool(), "other@example.com");
        NewStream foreign = new NewStream(
                other.parentId(), family.childId(), null, TestObjects.BRIEF, Granularity.TOKEN, null, null);

        assertRefused(streams(3, 20).open(foreign, node), RefusedException.Reason.GONE);
        assertThat(count("SELECT count(*) FROM stories")).isZero();
    }

    @Test
    void find_somebodyElsesStream_isLikeNone() {
        PgStreams streams = streams(3, 20);
        Family other = TestObjects.family(database.pool(), "other@example.com");
        long streamId = await(streams.open(wanted("a"), node)).state().streamId();

        assertThat(await(streams.find(other.parentId(), streamId))).isEmpty();
        assertThat(await(streams.signal(other.parentId(), streamId, Signal.CANCEL, node)))
                .isEmpty();
        assertThat(await(streams.find(family.parentId(), streamId))).isPresent();
    }

    @Test
    void claim_afterTheOwnersLease_fencesTheOwner() {
        PgStreams streams = streams(3, 20);
        Streams.Opened opened = await(streams.open(wanted("a"), node));
        await(journal.append(entry(opened.state().streamId(), 1, 1, 3)));
        long heir = await(new Nodes(database.pool(), TestObjects.streamConfig("second", 3, 20)).join());
        assertThat(await(streams.claim(heir, 10, true, Set.of()))).isEmpty();

        await(database.pool()
                .preparedQuery("UPDATE nodes SET lease_until = now() WHERE id = $1")
                .execute(Tuple.of(node)));
        List<Streams.Claimed> claimed = await(streams.claim(heir, 10, true, Set.of()));

        assertThat(claimed).hasSize(1);
        assertThat(claimed.get(0).draft().epoch()).isEqualTo(2);
        assertThat(claimed.get(0).draft().brief()).isEqualTo(brief("a"));
        assertThatThrownBy(() -> await(journal.append(entry(opened.state().streamId(), 1, 4, 4))))
                .hasCauseInstanceOf(FencedException.class);
        await(journal.append(entry(opened.state().streamId(), 2, 4, 5)));
        assertThatThrownBy(() -> await(streams.end(opened.draft(), terminal(opened, 6), Outcome.ERROR, null)))
                .hasCauseInstanceOf(FencedException.class);
    }

    /** Its time runs from its opening, whoever tells it. */
    @Test
    void claim_saysHowLongAgoItWasOpened_pausesNotCounted() {
        PgStreams streams = streams(3, 20);
        await(streams.open(wanted("a"), node));

        await(database.pool()
                .query(
                        "UPDATE streams SET owner = NULL, started_at = now() - interval '10 minutes', paused_millis = 60000")
                .execute());
        assertThat(await(streams.claim(node, 10, false, Set.of())).get(0).toldMillis())
                .isBetween(540_000L, 570_000L);

        await(database.pool()
                .query("UPDATE streams SET owner = NULL, paused = true, paused_at = now() - interval '3 minutes'")
                .execute());
        assertThat(await(streams.claim(node, 10, false, Set.of())).get(0).toldMillis())
                .isBetween(360_000L, 390_000L);
    }

    /** Only where it is traced is anything kept of it. */
    @Test
    void claim_saysWhichTraceTheStreamWasStartedIn() {
        PgStreams streams = streams(3, 20);
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        long untraced = await(streams.open(wanted("a"), node)).state().streamId();
        Streams.Opened traced = await(streams.open(wanted(null, "b", trace), node));
        assertThat(traced.isNew()).isTrue();
        assertRefused(
                streams.open(wanted(traced.state().storyId(), "c", trace), node),
                RefusedException.Reason.CHAPTER_RUNNING);
        assertThat(await(streams.open(wanted(null, "a", trace), node)).state().streamId())
                .isEqualTo(untraced);

        await(database.pool().query("UPDATE streams SET owner = NULL").execute());

        assertThat(await(streams.claim(node, 10, false, Set.of())))
                .extracting(claimed -> claimed.draft().streamId(), Streams.Claimed::trace)
                .containsExactlyInAnyOrder(
                        tuple(untraced, null), tuple(traced.state().streamId(), trace));
    }

    @Test
    void append_ofASeqThatIsThere_isRefusedByTheKey() {
        long streamId = await(streams(3, 20).open(wanted("a"), node)).state().streamId();
        await(journal.append(entry(streamId, 1, 1, 3)));

        assertThatThrownBy(() -> await(journal.append(entry(streamId, 1, 1, 2))))
                .hasCauseInstanceOf(FencedException.class);
    }

    @Test
    void read_fromTheMiddleOfAnEntry_beginsWithThatEntry() {
        long streamId = await(streams(3, 20).open(wanted("a"), node)).state().streamId();
        await(journal.append(entry(streamId, 1, 1, 3)));
        await(journal.append(entry(streamId, 1, 4, 4)));

        assertThat(await(journal.read(streamId, 0))).extracting(Entry::seq).containsExactly(1, 4);
        assertThat(await(journal.read(streamId, 2))).extracting(Entry::seq).containsExactly(1, 4);
        assertThat(await(journal.read(streamId, 3))).extracting(Entry::seq).containsExactly(4);
        assertThat(await(journal.read(streamId, 4))).isEmpty();
    }

    @Test
    void deleteChild_whileTelling_leavesNothing() {
        PgStreams streams = streams(3, 20);
        Streams.Opened opened = await(streams.open(wanted("a"), node));
        await(journal.append(entry(opened.state().streamId(), 1, 1, 3)));

        await(database.pool().query("DELETE FROM children").execute());

        assertThat(count("SELECT count(*) FROM journal")).isZero();
        assertThat(runningStreams()).isZero();
        assertThatThrownBy(() -> await(journal.append(entry(opened.state().streamId(), 1, 4, 4))))
                .hasCauseInstanceOf(FencedException.class);
    }

    private PgStreams streams(int perUser, int perMinute) {
        return new PgStreams(
                vertx,
                database.pool(),
                new Outage(vertx),
                TestObjects.streamConfig("first", perUser, perMinute),
                TestObjects.NO_SHELF);
    }

    private NewStream wanted(String theme) {
        return wanted(null, theme, null);
    }

    private NewStream wanted(String theme, long storyId) {
        return wanted(storyId, theme, null);
    }

    private NewStream wanted(Long storyId, String theme, String trace) {
        return new NewStream(
                family.parentId(), family.childId(), storyId, brief(theme), Granularity.TOKEN, null, trace);
    }

    private static Brief brief(String theme) {
        return TestObjects.brief(theme);
    }

    private static Entry entry(long streamId, int epoch, int seq, int lastSeq) {
        Buffer frames = Buffer.buffer();
        for (int i = seq; i <= lastSeq; i++) {
            Frames.append(frames, streamId, i, new StoryEvent.Content("word " + i, i));
        }
        return new Entry(streamId, epoch, seq, lastSeq, false, frames);
    }

    private static Entry terminal(Streams.Opened opened, int seq) {
        Buffer frames = Buffer.buffer();
        Frames.append(frames, opened.state().streamId(), seq, ErrorCode.INTERNAL.event());
        return new Entry(opened.state().streamId(), 1, seq, seq, true, frames);
    }

    private long runningStreams() {
        return count("SELECT coalesce(sum(running_streams), 0)::bigint FROM parents");
    }

    private long count(String query) {
        return await(database.pool().query(query).execute()).iterator().next().getLong(0);
    }

    private static void assertRefused(Future<?> opening, RefusedException.Reason reason) {
        assertThatThrownBy(() -> await(opening))
                .hasCauseInstanceOf(RefusedException.class)
                .satisfies(e ->
                        assertThat(((RefusedException) e.getCause()).reason()).isEqualTo(reason));
    }
}
