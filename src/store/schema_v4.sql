-- Schema 4. Whether the desk's signing key was replaced after both ends compared their key words (R21): such a recipient has the
-- old one pinned, and cannot verify what is sealed from then on. For what was compared before this was kept, the order of
-- acts tells, never the clock.
ALTER TABLE recipient ADD COLUMN desk_key_changed INTEGER NOT NULL DEFAULT 0 CHECK (desk_key_changed IN (0, 1));
UPDATE recipient SET desk_key_changed = 1
WHERE words_checked IS NOT NULL AND
    coalesce ((SELECT max (sequence) FROM act WHERE kind = 'change-signing-key'), 0) >
    coalesce ((SELECT max (sequence) FROM act
               WHERE kind = 'check-words' AND json_extract (details, '$.recipient') = recipient.code), 0);
