-- Schema 5. By which rules of spelling the names in the search index are kept (`domain::search_key::SPELLINGS`). A desk that has
-- earlier ones takes in anew, some each time that it is opened, whoever is found by more spellings now.
CREATE TABLE search_spelling (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    rules    INTEGER NOT NULL CHECK (rules >= 1)
) STRICT;
INSERT INTO search_spelling (only_row, rules) VALUES (1, 1);

-- A version of a notice in other languages (R13, R26): which words are whose translation, and for which event they were
-- published. One for each language, whichever way its tag is written, and only of the same version. Appended, never edited.
CREATE TABLE notice_translation (
    id          INTEGER PRIMARY KEY,
    event       BLOB NOT NULL REFERENCES event (id),
    notice      BLOB NOT NULL REFERENCES notice_version (hash),
    translation BLOB NOT NULL REFERENCES notice_version (hash) CHECK (translation <> notice),
    language    TEXT NOT NULL COLLATE NOCASE,
    act         INTEGER NOT NULL REFERENCES act (sequence),
    ordinal     INTEGER NOT NULL,
    UNIQUE (event, notice, language)
) STRICT;
CREATE TRIGGER notice_translation_stays BEFORE UPDATE ON notice_translation BEGIN SELECT RAISE (ABORT, 'what was published is never edited'); END;
CREATE TRIGGER notice_translation_is_kept BEFORE DELETE ON notice_translation BEGIN SELECT RAISE (ABORT, 'what was published is never removed'); END;
CREATE TRIGGER notice_translation_is_of_its_version BEFORE INSERT ON notice_translation
WHEN NOT EXISTS (
    SELECT 1 FROM notice_version AS original JOIN notice_version AS other ON other.hash = NEW.translation
    WHERE original.hash = NEW.notice
        AND other.definition ->> 'notice' IS original.definition ->> 'notice'
        AND other.definition ->> 'version' IS original.definition ->> 'version'
        AND other.definition ->> 'effective_from' IS original.definition ->> 'effective_from'
        AND other.definition ->> 'change' IS original.definition ->> 'change'
        AND other.definition ->> 'language' IS NEW.language
        AND NEW.language IS NOT (original.definition ->> 'language') COLLATE NOCASE
)
BEGIN SELECT RAISE (ABORT, 'a translation is of the same version, in another language'); END;
