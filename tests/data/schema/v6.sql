-- Schema 6. Versions of a notice in other languages that are being written (R13, R26): as typed, each until it is published or
-- thrown away. What it translates is a version that was published, by its hash; empty, the one that is being written.
CREATE TABLE translation_draft (
    id             BLOB PRIMARY KEY CHECK (length(id) = 16),
    event          BLOB NOT NULL REFERENCES event (id),
    notice         BLOB CHECK (length(notice) = 32),
    staff          TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    updated_offset INTEGER NOT NULL,
    payload        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX translation_draft_of ON translation_draft (event);
