-- Schema 3. What is known of the organisation that holds the events (R25), and versions of a notice that are being written
-- (R26): one for each event, as typed. Both change as a lead sets them; what is published of them is in `notice_version`.
CREATE TABLE organisation (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    profile  TEXT NOT NULL
) STRICT;
CREATE TABLE notice_draft (
    event          BLOB PRIMARY KEY REFERENCES event (id),
    staff          TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    updated_offset INTEGER NOT NULL,
    payload        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
