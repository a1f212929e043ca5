-- Starts a stream, within what a parent and a child may have, or finds the running one of the same request: in one
-- round trip, because all of a parent's starts and ends take turns at the parent's row. Each statement sees what was
-- committed while the first one waited for that row.
-- How it went is in "how": started, joined, or why it was refused, and then nothing else has happened either. "wait":
-- seconds until it is worth asking again. A node that is full, or whose lease has run out, does not become the owner.
-- What an older version of the program calls is never changed: another list of parameters is another function.
CREATE FUNCTION start_stream(
  wanted_parent bigint, wanted_child bigint, wanted_chapter integer, wanted_fingerprint bytea, wanted_brief text,
  wanted_granularity text, wanted_choice integer, wanted_idea text, wanted_owner bigint, most_running integer,
  starts_per_minute integer, wanted_story bigint, wanted_title text, wanted_theme text)
RETURNS TABLE (
  how text, wait integer, id bigint, story_id bigint, chapter_number integer, paused boolean, last_seq integer,
  owner bigint, journal_gone boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  parent parents%ROWTYPE;
  daily integer;
  pace interval := make_interval(secs => 60.0 / starts_per_minute);
  told_by bigint;
BEGIN
  SELECT * INTO parent FROM parents p WHERE p.id = wanted_parent FOR NO KEY UPDATE;

  RETURN QUERY
    SELECT 'joined', 0, s.id, s.story_id, s.chapter_number, s.paused, s.last_seq, s.owner, s.journal_gone
    FROM streams s WHERE s.child_id = wanted_child AND s.fingerprint = wanted_fingerprint AND s.ended_at IS NULL;
  IF FOUND THEN RETURN; END IF;

  IF parent.running_streams >= most_running THEN
    how := 'streams_per_user'; wait := 10;
  ELSIF greatest(parent.next_start_at, now()) > now() + interval '60 s' - pace THEN
    how := 'starts_per_minute';
    wait := greatest(1, ceil(extract(epoch FROM parent.next_start_at - now() - interval '60 s' + pace)));
  ELSE
    SELECT c.daily_chapters INTO daily FROM children c WHERE c.id = wanted_child AND c.parent_id = parent.id;
    IF NOT FOUND THEN
      how := 'gone'; wait := 0;
    ELSIF daily IS NOT NULL AND daily <= (
      SELECT count(*) FROM streams s WHERE s.child_id = wanted_child AND s.started_at > now() - interval '24 hours'
        AND s.outcome IS DISTINCT FROM 'error') THEN
      how := 'daily_chapters'; wait := 3600;
    ELSIF wanted_story IS NOT NULL AND (
      EXISTS (SELECT FROM chapters c WHERE c.story_id = wanted_story AND c.chapter_number = wanted_chapter)
      OR EXISTS (SELECT FROM streams s
        WHERE s.story_id = wanted_story AND s.chapter_number = wanted_chapter AND s.ended_at IS NULL)) THEN
      how := 'chapter_running'; wait := 0;
    ELSIF wanted_story IS NULL THEN
      INSERT INTO stories (child_id, title, theme) VALUES (wanted_child, wanted_title, wanted_theme)
      RETURNING stories.id INTO wanted_story;
    ELSIF NOT EXISTS (SELECT FROM stories s WHERE s.id = wanted_story AND s.child_id = wanted_child) THEN
      how := 'gone'; wait := 0;
    END IF;
  END IF;
  IF how IS NOT NULL THEN RETURN NEXT; RETURN; END IF;

  UPDATE parents p SET next_start_at = greatest(p.next_start_at, now()) + pace WHERE p.id = parent.id;
  SELECT n.id INTO told_by FROM nodes n WHERE n.id = wanted_owner AND n.lease_until > now();
  RETURN QUERY
    INSERT INTO streams (parent_id, child_id, story_id, chapter_number, fingerprint, brief, granularity, choice_taken,
      idea, owner, epoch)
    VALUES (parent.id, wanted_child, wanted_story, wanted_chapter, wanted_fingerprint, wanted_brief,
      wanted_granularity, wanted_choice, wanted_idea, told_by, CASE WHEN told_by IS NULL THEN 0 ELSE 1 END)
    RETURNING 'started', 0, streams.id, streams.story_id, streams.chapter_number, streams.paused, streams.last_seq,
      streams.owner, streams.journal_gone;
END $$;

-- A chapter is written once, while a child waits, and seldom read: compressing one of 26 kB took 1 ms of the 1.3 that
-- keeping it took.
ALTER TABLE chapters ALTER COLUMN story_content SET STORAGE EXTERNAL;
