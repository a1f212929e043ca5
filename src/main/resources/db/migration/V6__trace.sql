-- The trace that a stream was started in, in the form of the header traceparent: whoever takes the stream over goes on
-- with it. Null where nothing was traced.
ALTER TABLE streams ADD COLUMN traceparent text;

-- The same start for a request that is traced; the others pay nothing for it.
CREATE FUNCTION start_stream(
  wanted_parent bigint, wanted_child bigint, wanted_chapter integer, wanted_fingerprint bytea, wanted_brief text,
  wanted_granularity text, wanted_choice integer, wanted_idea text, wanted_owner bigint, most_running integer,
  starts_per_minute integer, wanted_story bigint, wanted_title text, wanted_theme text, wanted_traceparent text)
RETURNS TABLE (
  how text, wait integer, id bigint, story_id bigint, chapter_number integer, paused boolean, last_seq integer,
  owner bigint, journal_gone boolean)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT * INTO how, wait, id, story_id, chapter_number, paused, last_seq, owner, journal_gone FROM start_stream(
    wanted_parent, wanted_child, wanted_chapter, wanted_fingerprint, wanted_brief, wanted_granularity, wanted_choice,
    wanted_idea, wanted_owner, most_running, starts_per_minute, wanted_story, wanted_title, wanted_theme);
  IF how = 'started' THEN
    UPDATE streams SET traceparent = wanted_traceparent WHERE streams.id = start_stream.id;
  END IF;
  RETURN NEXT;
END $$;
