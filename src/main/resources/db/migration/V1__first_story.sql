-- A parent's account. next_start_at is the theoretical arrival time of the next stream start (GCRA):
-- the start rate of the whole cluster in one column.
CREATE TABLE parents (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email           text        NOT NULL UNIQUE,
  password_hash   text        NOT NULL,
  running_streams integer     NOT NULL DEFAULT 0,
  next_start_at   timestamptz NOT NULL DEFAULT '-infinity',
  created_at      timestamptz NOT NULL DEFAULT now()
);

-- Only the hash of a ticket is kept: a leaked backup opens no stream.
CREATE TABLE stream_tickets (
  ticket_hash bytea       PRIMARY KEY,
  parent_id   bigint      NOT NULL REFERENCES parents ON DELETE CASCADE,
  expires_at  timestamptz NOT NULL
);
CREATE INDEX ON stream_tickets (parent_id);
CREATE INDEX ON stream_tickets (expires_at);

CREATE TABLE children (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id      bigint      NOT NULL REFERENCES parents ON DELETE CASCADE,
  name           text        NOT NULL,
  age            smallint    NOT NULL CHECK (age BETWEEN 3 AND 16),
  reading_level  text        NOT NULL CHECK (reading_level IN ('beginner', 'intermediate', 'advanced')),
  language       text        NOT NULL,
  interests      text[]      NOT NULL DEFAULT '{}',
  daily_chapters smallint    CHECK (daily_chapters > 0),
  created_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON children (parent_id);

-- title is null until the storyteller has found one.
CREATE TABLE stories (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  child_id   bigint      NOT NULL REFERENCES children ON DELETE CASCADE,
  title      text,
  theme      text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON stories (child_id, id);

-- A process of the program. It lives as long as it renews its lease.
CREATE TABLE nodes (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text        NOT NULL UNIQUE,
  lease_until timestamptz NOT NULL
);

-- One stream tells one chapter. owner is the node telling it; without one it waits to be claimed.
-- epoch is the fencing token: it grows with every claim, and an append of an older epoch inserts nothing.
-- fingerprint tells requests apart: the same one while running is joined.
CREATE TABLE streams (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id      bigint      NOT NULL REFERENCES parents ON DELETE CASCADE,
  child_id       bigint      NOT NULL REFERENCES children ON DELETE CASCADE,
  story_id       bigint      NOT NULL REFERENCES stories ON DELETE CASCADE,
  chapter_number integer     NOT NULL,
  fingerprint    bytea       NOT NULL,
  brief          text        NOT NULL,
  granularity    text        NOT NULL CHECK (granularity IN ('token', 'sentence', 'paragraph')),
  choice_taken   smallint,
  idea           text,
  owner          bigint      REFERENCES nodes ON DELETE SET NULL,
  epoch          integer     NOT NULL DEFAULT 0,
  paused         boolean     NOT NULL DEFAULT false,
  cancelled      boolean     NOT NULL DEFAULT false,
  started_at     timestamptz NOT NULL DEFAULT now(),
  ended_at       timestamptz,
  outcome        text        CHECK (outcome IN ('complete', 'error', 'cancelled')),
  last_seq       integer
);
CREATE UNIQUE INDEX streams_running_request ON streams (child_id, fingerprint) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX streams_running_chapter ON streams (story_id, chapter_number) WHERE ended_at IS NULL;
CREATE INDEX streams_running ON streams (owner) WHERE ended_at IS NULL;
CREATE INDEX ON streams (parent_id);
CREATE INDEX ON streams (child_id, started_at);
CREATE INDEX ON streams (story_id);
CREATE INDEX streams_ended ON streams (ended_at) WHERE ended_at IS NOT NULL;

-- Counted here and nowhere else, so that no way out of a stream can forget to give its place back.
CREATE FUNCTION count_running_streams() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE parents SET running_streams = running_streams + 1 WHERE id = NEW.parent_id;
  ELSE
    UPDATE parents SET running_streams = running_streams - 1 WHERE id = OLD.parent_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stream_starts AFTER INSERT ON streams FOR EACH ROW EXECUTE FUNCTION count_running_streams();
CREATE TRIGGER stream_ends AFTER UPDATE OF ended_at ON streams FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION count_running_streams();
CREATE TRIGGER stream_goes AFTER DELETE ON streams FOR EACH ROW
  WHEN (OLD.ended_at IS NULL) EXECUTE FUNCTION count_running_streams();

-- What every stream said, as the bytes that go out: one row is one append of the events seq to last_seq.
-- No foreign key: its check would lock and rewrite the stream's row on every append, the hottest statement there
-- is. A writer that is replaced starts at a seq that exists, and the key refuses it.
CREATE TABLE journal (
  stream_id bigint  NOT NULL,
  epoch     integer NOT NULL,
  seq       integer NOT NULL,
  last_seq  integer NOT NULL CHECK (last_seq >= seq),
  terminal  boolean NOT NULL DEFAULT false,
  frames    bytea   NOT NULL,
  PRIMARY KEY (stream_id, seq)
);
-- Frames are short and read once or twice: compressing them costs more than it saves.
ALTER TABLE journal ALTER COLUMN frames SET STORAGE EXTERNAL;

CREATE FUNCTION erase_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM journal WHERE stream_id = OLD.id;
  RETURN NULL;
END $$;
CREATE TRIGGER stream_erased AFTER DELETE ON streams FOR EACH ROW EXECUTE FUNCTION erase_journal();

-- What a completed stream leaves behind.
CREATE TABLE chapters (
  story_id               bigint      NOT NULL REFERENCES stories ON DELETE CASCADE,
  chapter_number         integer     NOT NULL,
  stream_id              bigint      NOT NULL,
  story_content          text        NOT NULL,
  choices                text        NOT NULL,
  choice_question        text,
  choice_taken           smallint,
  custom_user_input      text,
  educational_elements   text[]      NOT NULL,
  estimated_reading_time smallint    NOT NULL,
  vocabulary_level       text        NOT NULL,
  safety_score           double precision NOT NULL,
  word_count             integer     NOT NULL,
  readability            double precision NOT NULL,
  created_at             timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (story_id, chapter_number)
);
