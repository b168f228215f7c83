-- Schema 4. Of every answer, as much as says whether it concerns a recipient and what stands where it was asked once: closing a
-- day reads all of them, and a fifth of the pages are enough for that. An erased answer is not in it.
CREATE INDEX consent_event_told ON consent_event (registration, question, said, given_by, sequence)
    WHERE question IS NOT NULL;

-- What somebody complained of, and what they were answered (R25): in their words and in ours, appended, never edited.
-- It is about a person, so that it goes with everything else of them; of somebody who is not on the record, once the desk lets it
-- go. That a complaint was made, and how it ended, stays with `request_step`.
CREATE TABLE complaint_words (
    id           INTEGER PRIMARY KEY,
    request      BLOB NOT NULL CHECK (length(request) = 16),
    registration INTEGER REFERENCES registration (row),
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL,
    part         TEXT NOT NULL CHECK (part IN ('said', 'answered')),
    words        TEXT,
    salt         BLOB CHECK (salt IS NULL OR length(salt) = 16),
    commitment   BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;
CREATE INDEX complaint_words_of ON complaint_words (request, id);
CREATE TRIGGER complaint_words_stay BEFORE UPDATE ON complaint_words
WHEN NOT (
    (OLD.registration IS NULL OR EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = OLD.registration))
    AND NEW.id IS OLD.id AND NEW.request IS OLD.request AND NEW.registration IS OLD.registration AND NEW.act IS OLD.act
    AND NEW.ordinal IS OLD.ordinal AND NEW.part IS OLD.part AND NEW.commitment IS OLD.commitment
    AND coalesce (NEW.words, NEW.salt) IS NULL
)
BEGIN SELECT RAISE (ABORT, 'what was said is never edited'); END;
CREATE TRIGGER complaint_words_are_kept BEFORE DELETE ON complaint_words
BEGIN SELECT RAISE (ABORT, 'a complaint is never taken away'); END;

-- Whether the desk's signing key was replaced after both ends compared their key words (R21): such a recipient has the
-- old one pinned, and cannot verify what is sealed from then on. For what was compared before this was kept, the order of
-- acts tells, never the clock.
ALTER TABLE recipient ADD COLUMN desk_key_changed INTEGER NOT NULL DEFAULT 0 CHECK (desk_key_changed IN (0, 1));
UPDATE recipient SET desk_key_changed = 1
WHERE words_checked IS NOT NULL AND
    coalesce ((SELECT max (sequence) FROM act WHERE kind = 'change-signing-key'), 0) >
    coalesce ((SELECT max (sequence) FROM act
               WHERE kind = 'check-words' AND json_extract (details, '$.recipient') = recipient.code), 0);

-- What staff had typed into a dialog and not done when the desk was locked (`domain::unfinished`): one for each of them and
-- each dialog, until the dialog is closed or a day has passed. It is no act, and goes with the registration that it is about.
CREATE TABLE unfinished (
    staff        TEXT NOT NULL,
    dialog       TEXT NOT NULL,
    registration INTEGER REFERENCES registration (row),
    updated_at   TEXT NOT NULL,
    payload      TEXT NOT NULL,
    PRIMARY KEY (staff, dialog)
) STRICT, WITHOUT ROWID;

-- Versions of a notice that begin on a later day (R26): published for an event, with the day on which they begin
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

-- *Help today* (R3): where somebody is who is to be helped, and who of the staff was told. Both hang on the value, which
-- hangs on its Yes: whatever takes the value away takes them with it. None of it is part of the ledger. Diet is not here: the
-- kitchen counts. `told_at` is UTC, beside the offset that the clock showed.
CREATE TABLE help_place (
    registration INTEGER NOT NULL,
    pair         TEXT NOT NULL CHECK (pair IN ('health.safety', 'disability.help')),
    place        TEXT NOT NULL,
    PRIMARY KEY (registration, pair),
    FOREIGN KEY (registration, pair) REFERENCES special_value (registration, pair) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE help_told (
    registration INTEGER NOT NULL,
    pair         TEXT NOT NULL CHECK (pair IN ('health.safety', 'disability.help')),
    number       INTEGER NOT NULL CHECK (number > 0),
    whom         TEXT NOT NULL,
    told_at      TEXT NOT NULL,
    told_offset  INTEGER NOT NULL,
    PRIMARY KEY (registration, pair, number),
    FOREIGN KEY (registration, pair) REFERENCES special_value (registration, pair) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- That a value was corrected (R17), and with which versions of what was said: for the next batch to whoever may have it. What it
-- said before is nowhere. It goes with the value too.
CREATE TABLE special_correction (
    registration INTEGER NOT NULL,
    pair         TEXT NOT NULL,
    version      INTEGER NOT NULL CHECK (version > 1),
    PRIMARY KEY (registration, pair, version),
    FOREIGN KEY (registration, pair) REFERENCES special_value (registration, pair) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
