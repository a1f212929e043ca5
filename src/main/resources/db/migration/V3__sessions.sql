-- A sign-in. Its tokens are good as long as it is here: signing out deletes it, on every node at once.
CREATE TABLE sessions (
  id         uuid        PRIMARY KEY,
  parent_id  bigint      NOT NULL REFERENCES parents ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON sessions (parent_id);
CREATE INDEX ON sessions (expires_at);

-- The refresh tokens of a session, each good once. A used one is kept: should it come again, somebody has a copy, and
-- the session goes. Only the hash is kept: a leaked backup signs nobody in.
CREATE TABLE refresh_tokens (
  token_hash bytea       PRIMARY KEY,
  session_id uuid        NOT NULL REFERENCES sessions ON DELETE CASCADE,
  used_at    timestamptz
);
CREATE INDEX ON refresh_tokens (session_id);

-- A stream opened by a ticket ends with the session that asked for the ticket. Null for a ticket of an older version,
-- and where an identity provider signs parents in.
ALTER TABLE stream_tickets ADD COLUMN session_id uuid REFERENCES sessions ON DELETE CASCADE;

-- Parents who sign in elsewhere: known by who vouches for them and the name there. They have no password here, and no
-- e-mail that would count. Dropping NOT NULL and adding columns leaves the version before at work.
ALTER TABLE parents ADD COLUMN issuer text, ADD COLUMN subject text;
ALTER TABLE parents ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE parents ADD CONSTRAINT parents_identity UNIQUE (issuer, subject);
