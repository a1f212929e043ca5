-- A node that goes, or comes back under its name, takes itself off what it owns: without this by reading all streams
-- there ever were.
CREATE INDEX streams_owned ON streams (owner) WHERE owner IS NOT NULL;
