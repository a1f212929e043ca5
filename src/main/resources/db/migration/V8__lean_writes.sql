-- What every append and every start paid for without need.

-- The program sees to it before it appends (Entry); the look at each row was a twentieth of what an append cost.
ALTER TABLE journal DROP CONSTRAINT journal_check;

-- A start takes the parent's row once: it was written by the start, and again by a trigger of the stream's insertion.
-- Every way out of a stream is still counted by triggers.
DROP TRIGGER stream_starts ON streams;

CREATE OR REPLACE FUNCTION count_running_streams() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE parents SET running_streams = running_streams - 1 WHERE id = OLD.parent_id;
  RETURN NULL;
END $$;

-- As in V5, which says what it does: with the trace, and without a statement that a start has no need of.
CREATE OR REPLACE FUNCTION start_stream(
  wanted_parent bigint, wanted_child bigint, wanted_chapter integer, wanted_fingerprint bytea, wanted_brief text,
  wanted_granularity text, wanted_choice integer, wanted_idea text, wanted_owner bigint, most_running integer,
  starts_per_minute integer, wanted_story bigint, wanted_title text, wanted_theme text, wanted_traceparent text)
RETURNS TABLE (
  how text, wait integer, id bigint, story_id bigint, chapter_number integer, paused boolean, last_seq integer,
  owner bigint, journal_gone boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  parent parents%ROWTYPE;
  daily integer;
  pace interval := make_interval(secs => 60.0 / starts_per_minute);
BEGIN
  SELECT * INTO parent FROM parents p WHERE p.id = wanted_parent FOR NO KEY UPDATE;

  RETURN QUERY
    SELECT 'joined', 0, s.id, s.story_id, s.chapter_number, s.paused, s.last_seq, s.owner, s.journal_gone
    FROM streams s WHERE s.child_id = wanted_child AND s.fingerprint = wanted_fingerprint AND s.ended_at IS NULL;
  IF FOUND THEN RETURN; END IF;

  IF parent.running_streams >= most_running THEN
    how := 'streams_per_user'; wait := 10;
    RETURN NEXT; RETURN;
  ELSIF greatest(parent.next_start_at, now()) > now() + interval '60 s' - pace THEN
    how := 'starts_per_minute';
    wait := greatest(1, ceil(extract(epoch FROM parent.next_start_at - now() - interval '60 s' + pace)));
    RETURN NEXT; RETURN;
  END IF;

  SELECT c.daily_chapters INTO daily FROM children c WHERE c.id = wanted_child AND c.parent_id = parent.id;
  IF NOT FOUND THEN
    how := 'gone'; wait := 0;
    RETURN NEXT; RETURN;
  END IF;
  -- Apart, because PostgreSQL would run a query for an AND whose first half is false.
  IF daily IS NOT NULL THEN
    IF daily <= (
      SELECT count(*) FROM streams s WHERE s.child_id = wanted_child AND s.started_at > now() - interval '24 hours'
        AND s.outcome IS DISTINCT FROM 'error') THEN
      how := 'daily_chapters'; wait := 3600;
      RETURN NEXT; RETURN;
    END IF;
  END IF;

  IF wanted_story IS NULL THEN
    INSERT INTO stories (child_id, title, theme) VALUES (wanted_child, wanted_title, wanted_theme)
    RETURNING stories.id INTO wanted_story;
  ELSIF EXISTS (SELECT FROM chapters c WHERE c.story_id = wanted_story AND c.chapter_number = wanted_chapter)
    OR EXISTS (SELECT FROM streams s
      WHERE s.story_id = wanted_story AND s.chapter_number = wanted_chapter AND s.ended_at IS NULL) THEN
    how := 'chapter_running'; wait := 0;
    RETURN NEXT; RETURN;
  ELSIF NOT EXISTS (SELECT FROM stories s WHERE s.id = wanted_story AND s.child_id = wanted_child) THEN
    how := 'gone'; wait := 0;
    RETURN NEXT; RETURN;
  END IF;

  UPDATE parents p SET next_start_at = greatest(p.next_start_at, now()) + pace, running_streams = p.running_streams + 1
  WHERE p.id = parent.id;
  RETURN QUERY
    INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief, granularity, choice_taken,
      idea, traceparent, owner, epoch)
    SELECT parent.id, wanted_child, wanted_story, wanted_chapter, wanted_fingerprint, wanted_brief, wanted_granularity,
      wanted_choice, wanted_idea, wanted_traceparent, told_by.id, CASE WHEN told_by.id IS NULL THEN 0 ELSE 1 END
    FROM (VALUES (1)) AS once LEFT JOIN nodes told_by ON told_by.id = wanted_owner AND told_by.lease_until > now()
    RETURNING 'started', 0, streams.id, streams.story_id, streams.chapter_number, streams.paused, streams.last_seq,
      streams.owner, streams.journal_gone;
END $$;

-- For the version of the program before this one; nothing else calls it.
CREATE OR REPLACE FUNCTION start_stream(
  wanted_parent bigint, wanted_child bigint, wanted_chapter integer, wanted_fingerprint bytea, wanted_brief text,
  wanted_granularity text, wanted_choice integer, wanted_idea text, wanted_owner bigint, most_running integer,
  starts_per_minute integer, wanted_story bigint, wanted_title text, wanted_theme text)
RETURNS TABLE (
  how text, wait integer, id bigint, story_id bigint, chapter_number integer, paused boolean, last_seq integer,
  owner bigint, journal_gone boolean)
LANGUAGE sql AS $$
  SELECT * FROM start_stream(
    wanted_parent, wanted_child, wanted_chapter, wanted_fingerprint, wanted_brief, wanted_granularity, wanted_choice,
    wanted_idea, wanted_owner, most_running, starts_per_minute, wanted_story, wanted_title, wanted_theme, NULL)
$$;
