-- Schema 4. Versions of a notice that begin on a later day (R26): published for an event, with the day on which they begin
-- where that is, and how the waiting ended: they began, or were called off before anybody was asked in their words.
-- Appended, never edited.
CREATE TABLE coming_notice (
    id      INTEGER PRIMARY KEY,
    event   BLOB NOT NULL REFERENCES event (id),
    notice  BLOB NOT NULL REFERENCES notice_version (hash),
    begins  TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (sequence),
    ordinal INTEGER NOT NULL
) STRICT;
CREATE TABLE coming_notice_end (
    coming  INTEGER PRIMARY KEY REFERENCES coming_notice (id),
    ended   TEXT NOT NULL CHECK (ended IN ('begun', 'called-off')),
    act     INTEGER NOT NULL REFERENCES act (sequence),
    ordinal INTEGER NOT NULL
) STRICT;
CREATE TRIGGER coming_notice_stays BEFORE UPDATE ON coming_notice BEGIN SELECT RAISE (ABORT, 'what was published is never edited'); END;
CREATE TRIGGER coming_notice_is_kept BEFORE DELETE ON coming_notice BEGIN SELECT RAISE (ABORT, 'what was published is never removed'); END;
CREATE TRIGGER coming_notice_end_stays BEFORE UPDATE ON coming_notice_end BEGIN SELECT RAISE (ABORT, 'waiting ends once'); END;
CREATE TRIGGER coming_notice_end_is_kept BEFORE DELETE ON coming_notice_end BEGIN SELECT RAISE (ABORT, 'waiting ends once'); END;
