-- What was cut from a chapter, for the parent alone to see; it goes with the story.
CREATE TABLE cuts (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  story_id       bigint      NOT NULL REFERENCES stories ON DELETE CASCADE,
  stream_id      bigint      NOT NULL,
  chapter_number integer     NOT NULL,
  position       integer     NOT NULL,
  cut_text       text        NOT NULL,
  category       text        NOT NULL,
  judged_by      text        NOT NULL CHECK (judged_by IN ('screen', 'moderator')),
  created_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON cuts (story_id, id);
