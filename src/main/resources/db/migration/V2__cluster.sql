-- Which nodes have viewers of a stream that another node tells: that one rings there with every append.
CREATE TABLE watches (
  stream_id bigint NOT NULL REFERENCES streams ON DELETE CASCADE,
  node      bigint NOT NULL REFERENCES nodes ON DELETE CASCADE,
  PRIMARY KEY (stream_id, node)
);
CREATE INDEX ON watches (node);

-- paused_millis sums up the pauses that are over. journal_gone: what is left of a story is its chapter.
ALTER TABLE streams
  ADD paused_at     timestamptz,
  ADD paused_millis bigint  NOT NULL DEFAULT 0,
  ADD journal_gone  boolean NOT NULL DEFAULT false;

DROP INDEX streams_ended;
CREATE INDEX streams_with_journal ON streams (ended_at) WHERE ended_at IS NOT NULL AND NOT journal_gone;
CREATE INDEX ON chapters (stream_id);

-- A stream erased with its child or account is told no further, and its viewers hear of it, on whatever node.
CREATE FUNCTION ring_for_erased_stream() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('nodes', 'erased ' || OLD.id || ' 0');
  RETURN NULL;
END $$;
CREATE TRIGGER stream_erased_rings AFTER DELETE ON streams FOR EACH ROW
  WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION ring_for_erased_stream();
