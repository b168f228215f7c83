-- Schema 3. Equality monitoring (R4), apart from everything that is known of anybody. A row's pseudonym is the first 16 bytes of
-- HMAC-SHA-256 over a registration's id, under a key that is for nothing else: it is made when the first answers are kept, and
-- stays the same when the data key changes. The tables have no row numbers, no act and no time finer than the day, and lie in
-- the order of pseudonyms, so that nothing in them says who came before whom. None of it is part of the ledger.
CREATE TABLE equality_key (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    key      BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

-- What was answered, a code a row: `code` is HESA's.
CREATE TABLE equality_answer (
    pseudonym BLOB NOT NULL CHECK (length(pseudonym) = 16),
    question  TEXT NOT NULL CHECK (question IN ('ethnicity', 'disability')),
    code      TEXT NOT NULL,
    event     BLOB NOT NULL REFERENCES event (id),
    day       TEXT NOT NULL,
    PRIMARY KEY (pseudonym, question, code)
) STRICT, WITHOUT ROWID;

-- Whoever had it stopped: nothing may be kept of them again.
CREATE TABLE equality_stop (
    pseudonym BLOB PRIMARY KEY CHECK (length(pseudonym) = 16)
) STRICT, WITHOUT ROWID;

-- Whose answers went out with which batch: for the copy that a person is given (R16, R21).
CREATE TABLE equality_sent (
    batch     BLOB NOT NULL REFERENCES batch (id),
    pseudonym BLOB NOT NULL CHECK (length(pseudonym) = 16),
    PRIMARY KEY (batch, pseudonym)
) STRICT, WITHOUT ROWID;

-- The exception for a professional of higher education (R8): for this address and no other. What was written goes with the person.
CREATE TABLE professional_exception (
    registration INTEGER NOT NULL REFERENCES registration (row),
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL,
    email        TEXT,
    institution  TEXT,
    role         TEXT,
    relationship TEXT,
    salt         BLOB CHECK (salt IS NULL OR length(salt) = 16),
    commitment   BLOB NOT NULL CHECK (length(commitment) = 32),
    PRIMARY KEY (registration, act, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER professional_exception_stays BEFORE UPDATE ON professional_exception
WHEN NOT (
    EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = OLD.registration)
    AND NEW.registration IS OLD.registration AND NEW.act IS OLD.act AND NEW.ordinal IS OLD.ordinal
    AND NEW.commitment IS OLD.commitment
    AND coalesce (NEW.email, NEW.institution, NEW.role, NEW.relationship, NEW.salt) IS NULL
)
BEGIN SELECT RAISE (ABORT, 'what was recorded is never edited'); END;
CREATE TRIGGER professional_exception_is_kept BEFORE DELETE ON professional_exception
BEGIN SELECT RAISE (ABORT, 'an exception is never taken away'); END;

-- What is known of the organisation that holds the events (R25), and versions of a notice that are being written
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

-- What a lead sets for the desk (R22): `domain::rules`. One row, none while nothing was set. Minutes, and a number of
-- backups; `back_up_every` is empty where the desk is never backed up by itself.
CREATE TABLE desk_rules (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    lock_after    INTEGER NOT NULL CHECK (lock_after > 0),
    back_up_every INTEGER CHECK (back_up_every > 0),
    copies        INTEGER NOT NULL CHECK (copies > 0)
) STRICT;
