-- Schema 8. Every list of visitors that was taken in (UK GDPR, article 14): where it comes from, in words that name nobody on it, and
-- who gave us what it says. Who took it and when is its act's to say.
CREATE TABLE visitor_list (
    id       INTEGER PRIMARY KEY,
    event    BLOB NOT NULL REFERENCES event (id),
    source   TEXT NOT NULL,
    given_by TEXT NOT NULL CHECK (given_by IN ('themselves', 'others')),
    act      INTEGER NOT NULL REFERENCES act (sequence),
    ordinal  INTEGER NOT NULL
) STRICT;
CREATE TRIGGER visitor_list_stays BEFORE UPDATE ON visitor_list BEGIN SELECT RAISE (ABORT, 'where a list comes from is never edited'); END;
CREATE TRIGGER visitor_list_is_kept BEFORE DELETE ON visitor_list BEGIN SELECT RAISE (ABORT, 'where a list comes from is never removed'); END;

-- Whom a list brought (R11): nobody at this desk met them when it was taken. A child among them waits, as one does of whom a
-- correction made a child, until a member of staff confirms that their guardian agreed in person.
CREATE TABLE listed (
    registration INTEGER PRIMARY KEY REFERENCES registration (row),
    list         INTEGER NOT NULL REFERENCES visitor_list (id),
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

-- Who was told where their details came from, where they had not given them to us themselves.
CREATE TABLE told_source (
    registration INTEGER PRIMARY KEY REFERENCES registration (row),
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER told_source_stays BEFORE UPDATE ON told_source BEGIN SELECT RAISE (ABORT, 'that somebody was told is never edited'); END;
CREATE TRIGGER told_source_is_kept BEFORE DELETE ON told_source BEGIN SELECT RAISE (ABORT, 'that somebody was told is never removed'); END;
