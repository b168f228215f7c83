-- Schema 8. Whom a list brought (R11): nobody at this desk met them when it was taken. A child among them waits, as one does of
-- whom a correction made a child, until a member of staff confirms that their guardian agreed in person.
CREATE TABLE listed (
    registration INTEGER PRIMARY KEY REFERENCES registration (row),
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER listed_stays BEFORE UPDATE ON listed BEGIN SELECT RAISE (ABORT, 'where somebody came from is never edited'); END;
CREATE TRIGGER listed_is_kept BEFORE DELETE ON listed BEGIN SELECT RAISE (ABORT, 'where somebody came from is never removed'); END;

-- That it was confirmed of somebody, and what that was known by (`domain::guardian::InPerson`); without it, that this was taken back.
-- It says nothing of either of them.
CREATE TABLE guardian_confirmation (
    registration INTEGER NOT NULL REFERENCES registration (row),
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL,
    known_by     TEXT CHECK (known_by IN ('guardian-here', 'form-seen', 'staff-asked')),
    PRIMARY KEY (registration, act, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER guardian_confirmation_stays BEFORE UPDATE ON guardian_confirmation BEGIN SELECT RAISE (ABORT, 'what was confirmed is never edited'); END;
CREATE TRIGGER guardian_confirmation_is_kept BEFORE DELETE ON guardian_confirmation BEGIN SELECT RAISE (ABORT, 'what was confirmed is never removed'); END;
