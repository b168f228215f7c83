-- Schema 1. Every row that holds what a person said is (payload, salt, commitment): commitment is SHA-256 over the salt
-- and the payload's canonical JSON. An act's hash runs over its rows' commitments, and the chain over the acts, so that
-- a payload can be erased (set to null, with its salt, where a tombstone stands) and the chain still proves the rest.
-- Rows that belong to an act and are never erased need no salt; their commitment follows from their columns. `ordinal` is
-- a row's position among those of its act. `store::verify` works all of it out again.
-- Ids are 16 bytes. Times are UTC text `YYYY-MM-DDTHH:MM:SSZ` beside the offset, in minutes, that the clock showed.

-- This desk: its id, its epoch (a restored backup begins a new one) and its two keys. `signing_since` is the vault's
-- generation in which the signing key was made: one from before somebody lost access is no longer used.
CREATE TABLE desk (
    only_row        INTEGER PRIMARY KEY CHECK (only_row = 1),
    desk            INTEGER NOT NULL,
    epoch           INTEGER NOT NULL,
    signing_key     BLOB NOT NULL,
    signing_since   INTEGER NOT NULL,
    suppression_key BLOB NOT NULL
) STRICT;

-- Always empty: a row that refers to it cannot be committed.
CREATE TABLE never (
    id INTEGER PRIMARY KEY CHECK (id IS NULL)
) STRICT;

-- The audit log and the spine of the ledger: one row per use case, hash-chained, without personal data. It is written before
-- the rows that belong to it and filled in after them, and until then it is `unfinished`.
CREATE TABLE act (
    sequence    INTEGER PRIMARY KEY,
    epoch       INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    at          TEXT NOT NULL,
    at_offset   INTEGER NOT NULL,
    staff       TEXT NOT NULL,
    subject     BLOB,
    details     TEXT NOT NULL,
    commitment  BLOB NOT NULL CHECK (length(commitment) = 32),
    chain       BLOB NOT NULL CHECK (length(chain) = 32),
    unfinished  INTEGER REFERENCES never (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE notice_version (
    hash        BLOB PRIMARY KEY CHECK (length(hash) = 32),
    definition  TEXT NOT NULL,
    act         INTEGER NOT NULL REFERENCES act (sequence)
) STRICT;

CREATE TABLE event (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    code        TEXT NOT NULL UNIQUE,
    act         INTEGER NOT NULL REFERENCES act (sequence)
) STRICT;

-- Settings change with the next visitor; earlier registrations keep the form that they were taken on.
CREATE TABLE event_version (
    id          INTEGER PRIMARY KEY,
    event       BLOB NOT NULL REFERENCES event (id),
    definition  TEXT NOT NULL,
    notice      BLOB NOT NULL REFERENCES notice_version (hash),
    act         INTEGER NOT NULL REFERENCES act (sequence),
    ordinal     INTEGER NOT NULL
) STRICT;
CREATE INDEX event_version_of ON event_version (event, id);

CREATE TABLE staff_member (
    handle      TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    removed     INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

-- `row` rises with time: the newest first is the highest first. `state` follows the acts, which are the truth. Every index
-- here and below is a page more that each save encrypts and writes twice: a save meets none.
CREATE TABLE registration (
    row               INTEGER PRIMARY KEY,
    id                BLOB NOT NULL CHECK (length(id) = 16),
    visitor           BLOB NOT NULL CHECK (length(visitor) = 16),
    event             BLOB NOT NULL REFERENCES event (id),
    reference         TEXT NOT NULL,
    registered_at     TEXT NOT NULL,
    registered_offset INTEGER NOT NULL,
    local_day         TEXT NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('standing', 'undone', 'quarantined', 'restricted', 'erased')),
    act               INTEGER NOT NULL REFERENCES act (sequence),
    ordinal           INTEGER NOT NULL
) STRICT;

-- What registrations are looked up by: their id, their visitor's id, and the reference on their badge. The newest are not in
-- it: they are looked at themselves, and taken in several at a time; see `store::lookup`. `store::verify` sees to it that it
-- agrees with what it is made from.
CREATE TABLE registration_key (
    key          BLOB NOT NULL,
    registration INTEGER NOT NULL,
    PRIMARY KEY (key, registration)
) STRICT, WITHOUT ROWID;

-- The newest registration that is in it, with everything older; 0 before the first.
CREATE TABLE registration_key_through (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    registration INTEGER NOT NULL
) STRICT;
INSERT INTO registration_key_through (only_row, registration) VALUES (1, 0);

-- What was said, version by version: an amendment appends one. The newest version stands. `place` is the registration's row,
-- times 2^20, and the version: a new one goes to the end without moving others, and is looked for by its place.
CREATE TABLE registration_version (
    place         INTEGER PRIMARY KEY,
    registration  INTEGER NOT NULL GENERATED ALWAYS AS (place >> 20) VIRTUAL REFERENCES registration (row),
    version       INTEGER NOT NULL GENERATED ALWAYS AS (place & 1048575) VIRTUAL,
    act           INTEGER NOT NULL REFERENCES act (sequence),
    ordinal       INTEGER NOT NULL,
    event_version INTEGER NOT NULL REFERENCES event_version (id),
    reason TEXT, aged_on TEXT, age_band TEXT, role TEXT, full_name TEXT, given_name TEXT, family_name TEXT,
    badge_name TEXT, email TEXT, phone TEXT, phone_as_typed TEXT, date_of_birth TEXT, thirteen_or_over TEXT,
    gender TEXT, address_line_1 TEXT, address_line_2 TEXT, city TEXT, postcode TEXT, country TEXT, nationality TEXT,
    organisation TEXT, education_now TEXT, education_past TEXT, profession TEXT, looking_for TEXT, subjects TEXT,
    year_of_entry TEXT, heard_about_us TEXT, contact_language TEXT, communication_preference TEXT, note TEXT,
    emergency_name TEXT, emergency_phone TEXT, emergency_phone_as_typed TEXT, emergency_relationship TEXT,
    guardian_name TEXT, guardian_relationship TEXT, guardian_email TEXT, guardian_phone TEXT,
    guardian_phone_as_typed TEXT, own_answers TEXT, send_them TEXT,
    salt        BLOB CHECK (salt IS NULL OR length(salt) = 16),
    commitment  BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;

-- The exact words of a question, once each.
CREATE TABLE statement (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

-- The consent ledger (R13): appended, never edited. `place` is the registration's row, times 2^20, and a number that counts
-- its answers: they lie together, in the order of the ledger, and are looked for by their range of places.
CREATE TABLE consent_event (
    place           INTEGER PRIMARY KEY,
    registration    INTEGER NOT NULL GENERATED ALWAYS AS (place >> 20) VIRTUAL REFERENCES registration (row),
    act             INTEGER NOT NULL REFERENCES act (sequence),
    ordinal         INTEGER NOT NULL,
    id              BLOB NOT NULL CHECK (length(id) = 16),
    desk            INTEGER NOT NULL,
    epoch           INTEGER NOT NULL,
    sequence        INTEGER NOT NULL,
    question        TEXT,
    said            TEXT,
    answered_at     TEXT,
    answered_offset INTEGER,
    certainty       TEXT,
    entered_at      TEXT,
    entered_offset  INTEGER,
    how             TEXT,
    given_by        TEXT,
    statement       INTEGER REFERENCES statement (id),
    language        TEXT,
    notice          BLOB REFERENCES notice_version (hash),
    notice_card     TEXT,
    staff           TEXT,
    paper_form      TEXT,
    salt            BLOB CHECK (salt IS NULL OR length(salt) = 16),
    commitment      BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;

-- Values of special categories, each hanging on its Yes (R3): `consent` is that answer's id, among the answers of the same
-- registration. Not part of the ledger: they go when the Yes goes.
CREATE TABLE special_value (
    registration INTEGER NOT NULL REFERENCES registration (row),
    pair         TEXT NOT NULL,
    consent      BLOB NOT NULL CHECK (length(consent) = 16),
    value        TEXT NOT NULL,
    PRIMARY KEY (registration, pair)
) STRICT, WITHOUT ROWID;

-- "Same person" and "not the same" between two visitors, and the reversal of either (R14).
CREATE TABLE link (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    act     INTEGER NOT NULL REFERENCES act (sequence),
    ordinal INTEGER NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('same', 'not-same', 'reversed')),
    one     BLOB NOT NULL CHECK (length(one) = 16),
    other   BLOB NOT NULL CHECK (length(other) = 16),
    reverses BLOB REFERENCES link (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_one ON link (one);
CREATE INDEX link_other ON link (other);

-- Where something was erased: its id, when and why, and nothing about the person (R18).
CREATE TABLE tombstone (
    registration INTEGER PRIMARY KEY REFERENCES registration (row),
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL,
    at           TEXT NOT NULL,
    reason       TEXT NOT NULL CHECK (reason IN ('undone', 'erased', 'purged'))
) STRICT;

-- Keyed hashes of name with contact, so that no import brings an erased person back (R18).
CREATE TABLE suppression (
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    act  INTEGER NOT NULL REFERENCES act (sequence)
) STRICT, WITHOUT ROWID;

-- Half-filled forms; only those that may be kept (R11).
CREATE TABLE draft (
    registration BLOB PRIMARY KEY CHECK (length(registration) = 16),
    event        BLOB NOT NULL REFERENCES event (id),
    staff        TEXT NOT NULL,
    updated_at   TEXT NOT NULL,
    payload      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Visitors who declined everything: a number, and nothing else (R1).
CREATE TABLE count_only (
    event     BLOB NOT NULL REFERENCES event (id),
    local_day TEXT NOT NULL,
    visitors  INTEGER NOT NULL CHECK (visitors > 0),
    PRIMARY KEY (event, local_day)
) STRICT, WITHOUT ROWID;

-- Who receives batches (R21). `id_key` makes the ids that this recipient knows people by.
CREATE TABLE recipient (
    id            INTEGER PRIMARY KEY,
    code          TEXT NOT NULL,
    name          TEXT NOT NULL,
    age_key       TEXT NOT NULL,
    minisign_key  TEXT NOT NULL,
    purposes      TEXT NOT NULL,
    id_key        BLOB NOT NULL CHECK (length(id_key) = 32),
    words_checked TEXT,
    removed       INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    act           INTEGER NOT NULL REFERENCES act (sequence)
) STRICT;
CREATE UNIQUE INDEX recipient_in_use ON recipient (code) WHERE removed = 0;

-- One sealed file. `through_act` is the last act that it takes in; the next batch to this recipient goes on from there.
CREATE TABLE batch (
    row             INTEGER PRIMARY KEY,
    id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    recipient       INTEGER NOT NULL REFERENCES recipient (id),
    event           BLOB NOT NULL REFERENCES event (id),
    epoch           INTEGER NOT NULL,
    sequence        INTEGER NOT NULL,
    purposes        TEXT NOT NULL,
    columns         TEXT NOT NULL,
    created_at      TEXT NOT NULL,
    previous        BLOB CHECK (previous IS NULL OR length(previous) = 32),
    through_act     INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('reserved', 'sealed', 'acknowledged')),
    file_name       TEXT NOT NULL,
    file_sha256     BLOB CHECK (file_sha256 IS NULL OR length(file_sha256) = 32),
    manifest_sha256 BLOB CHECK (manifest_sha256 IS NULL OR length(manifest_sha256) = 32),
    act             INTEGER NOT NULL REFERENCES act (sequence),
    ordinal         INTEGER NOT NULL,
    UNIQUE (recipient, epoch, sequence)
) STRICT;

-- Every disclosure of every person (R21), as it was reserved: the version that goes out and which of its columns; without
-- columns where they were only told that it is gone. What changed since the newest one is what the next batch's actions
-- say. `columns`, `purposes` and `stops` (channels whose address alone goes out, to be stopped there) are bits at positions
-- in `Column::ALL`, `Purpose::ALL` and `Channel::ALL`; `recordings` holds what stood for each of `Medium::ALL`, as digits
-- that are positions in `Standing::ALL`.
CREATE TABLE disclosure (
    batch        INTEGER NOT NULL REFERENCES batch (row),
    registration INTEGER NOT NULL REFERENCES registration (row),
    version      INTEGER NOT NULL,
    columns      INTEGER NOT NULL,
    purposes     INTEGER NOT NULL,
    recordings   INTEGER NOT NULL,
    stops        INTEGER NOT NULL,
    PRIMARY KEY (batch, registration)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosure_of_registration ON disclosure (registration, batch);

-- Which events may be cleared; a row here is what lets the guards below let go of theirs (R24).
CREATE TABLE purge (
    event BLOB PRIMARY KEY REFERENCES event (id),
    act   INTEGER NOT NULL REFERENCES act (sequence)
) STRICT, WITHOUT ROWID;

-- Terms are folded before they come here; see `domain::search_key`. Those that begin with `=` are what possible duplicates
-- are looked for by; see `store::lookalikes`. Row ids are those of registrations, negative, since the index gives the lowest
-- first and the newest are wanted first. The newest registrations are not in it: they are taken in several at a time. Secure
-- delete removes a deleted row's terms at once.
CREATE VIRTUAL TABLE registration_search USING fts5 (
    terms, tokenize = "ascii tokenchars '~^='", prefix = '1 2 3 4 5 6', detail = 'none', columnsize = 0
);
INSERT INTO registration_search (registration_search, rank) VALUES ('secure-delete', 1);

-- The guards: what is appended stays as it is.
CREATE TRIGGER act_stays BEFORE UPDATE ON act WHEN OLD.unfinished IS NULL OR NEW.sequence IS NOT OLD.sequence
BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER act_is_kept BEFORE DELETE ON act BEGIN SELECT RAISE (ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER notice_version_stays BEFORE UPDATE ON notice_version BEGIN SELECT RAISE (ABORT, 'a notice version is never changed'); END;
CREATE TRIGGER notice_version_is_kept BEFORE DELETE ON notice_version BEGIN SELECT RAISE (ABORT, 'a notice version is never removed'); END;
CREATE TRIGGER event_version_stays BEFORE UPDATE ON event_version BEGIN SELECT RAISE (ABORT, 'an event''s settings are versioned'); END;
CREATE TRIGGER event_version_is_kept BEFORE DELETE ON event_version BEGIN SELECT RAISE (ABORT, 'an event''s settings are versioned'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'an event keeps its id and code'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'an event is never removed'); END;
CREATE TRIGGER statement_stays BEFORE UPDATE ON statement BEGIN SELECT RAISE (ABORT, 'the words of a question are never changed'); END;
CREATE TRIGGER statement_is_kept BEFORE DELETE ON statement BEGIN SELECT RAISE (ABORT, 'the words of a question are never removed'); END;
CREATE TRIGGER registration_stays BEFORE UPDATE OF row, id, visitor, event, reference, registered_at, registered_offset,
                                                   local_day, act, ordinal ON registration
BEGIN SELECT RAISE (ABORT, 'a registration''s row is never edited'); END;
CREATE TRIGGER registration_is_kept BEFORE DELETE ON registration
WHEN NOT EXISTS (SELECT 1 FROM purge WHERE event = OLD.event)
BEGIN SELECT RAISE (ABORT, 'a registration is never removed on its own'); END;
CREATE TRIGGER link_stays BEFORE UPDATE ON link BEGIN SELECT RAISE (ABORT, 'links are append-only'); END;
CREATE TRIGGER link_is_kept BEFORE DELETE ON link BEGIN SELECT RAISE (ABORT, 'links are append-only'); END;
CREATE TRIGGER tombstone_stays BEFORE UPDATE ON tombstone BEGIN SELECT RAISE (ABORT, 'a tombstone stays'); END;
CREATE TRIGGER tombstone_is_kept BEFORE DELETE ON tombstone BEGIN SELECT RAISE (ABORT, 'a tombstone stays'); END;
CREATE TRIGGER batch_stays BEFORE UPDATE OF row, id, recipient, event, epoch, sequence, purposes, columns, created_at,
                                            previous, through_act, file_name, act, ordinal ON batch
BEGIN SELECT RAISE (ABORT, 'a batch is never edited'); END;
CREATE TRIGGER batch_is_sealed_once BEFORE UPDATE OF file_sha256, manifest_sha256 ON batch
WHEN OLD.manifest_sha256 IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a batch is sealed once'); END;
CREATE TRIGGER batch_is_kept BEFORE DELETE ON batch BEGIN SELECT RAISE (ABORT, 'a batch is never removed'); END;
CREATE TRIGGER disclosure_stays BEFORE UPDATE ON disclosure BEGIN SELECT RAISE (ABORT, 'disclosures are append-only'); END;
CREATE TRIGGER disclosure_is_kept BEFORE DELETE ON disclosure
WHEN NOT EXISTS (SELECT 1 FROM purge JOIN registration USING (event) WHERE registration.row = OLD.registration)
BEGIN SELECT RAISE (ABORT, 'disclosures are append-only'); END;

CREATE TRIGGER consent_event_stays BEFORE UPDATE ON consent_event
WHEN NOT (
    EXISTS (SELECT 1 FROM tombstone WHERE registration = OLD.registration)
    AND NEW.place IS OLD.place AND NEW.act IS OLD.act AND NEW.ordinal IS OLD.ordinal AND NEW.id IS OLD.id
    AND NEW.desk IS OLD.desk AND NEW.epoch IS OLD.epoch AND NEW.sequence IS OLD.sequence
    AND NEW.commitment IS OLD.commitment
    AND coalesce (NEW.question, NEW.said, NEW.answered_at, NEW.answered_offset, NEW.certainty, NEW.entered_at,
                  NEW.entered_offset, NEW.how, NEW.given_by, NEW.statement, NEW.language, NEW.notice, NEW.notice_card,
                  NEW.staff, NEW.paper_form, NEW.salt) IS NULL
)
BEGIN SELECT RAISE (ABORT, 'the consent ledger is append-only'); END;
CREATE TRIGGER consent_event_is_kept BEFORE DELETE ON consent_event
WHEN NOT EXISTS (SELECT 1 FROM purge JOIN registration USING (event) WHERE registration.row = OLD.registration)
BEGIN SELECT RAISE (ABORT, 'the consent ledger is append-only'); END;

CREATE TRIGGER registration_version_stays BEFORE UPDATE ON registration_version
WHEN NOT (
    EXISTS (SELECT 1 FROM tombstone WHERE registration = OLD.registration)
    AND NEW.place IS OLD.place AND NEW.act IS OLD.act AND NEW.ordinal IS OLD.ordinal AND NEW.event_version IS OLD.event_version AND NEW.commitment IS OLD.commitment
    AND coalesce (NEW.reason, NEW.aged_on, NEW.age_band, NEW.role, NEW.full_name, NEW.given_name, NEW.family_name,
                  NEW.badge_name, NEW.email, NEW.phone, NEW.phone_as_typed, NEW.date_of_birth, NEW.thirteen_or_over,
                  NEW.gender, NEW.address_line_1, NEW.address_line_2, NEW.city, NEW.postcode, NEW.country,
                  NEW.nationality, NEW.organisation, NEW.education_now, NEW.education_past, NEW.profession,
                  NEW.looking_for, NEW.subjects, NEW.year_of_entry, NEW.heard_about_us, NEW.contact_language,
                  NEW.communication_preference, NEW.note, NEW.emergency_name, NEW.emergency_phone,
                  NEW.emergency_phone_as_typed, NEW.emergency_relationship, NEW.guardian_name,
                  NEW.guardian_relationship, NEW.guardian_email, NEW.guardian_phone, NEW.guardian_phone_as_typed,
                  NEW.own_answers, NEW.send_them, NEW.salt) IS NULL
)
BEGIN SELECT RAISE (ABORT, 'what was said is never edited: an amendment appends'); END;
CREATE TRIGGER registration_version_is_kept BEFORE DELETE ON registration_version
WHEN NOT EXISTS (SELECT 1 FROM purge JOIN registration USING (event) WHERE registration.row = OLD.registration)
BEGIN SELECT RAISE (ABORT, 'what was said is never removed on its own'); END;
