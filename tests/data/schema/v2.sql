-- Schema 2. What people ask for under their rights (R15 to R20, R25), step by step: appended, never edited, and without
-- anything about the person. `reference` and `registration` stand with the first step; `step` is the JSON of
-- `domain::rights::Step`; `made_on` is the day where the desk is.
CREATE TABLE request_step (
    id           INTEGER PRIMARY KEY,
    request      BLOB NOT NULL CHECK (length(request) = 16),
    reference    TEXT,
    registration INTEGER REFERENCES registration (row),
    made_on      TEXT NOT NULL,
    step         TEXT NOT NULL,
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL
) STRICT;
CREATE INDEX request_step_of ON request_step (request, id);
CREATE TRIGGER request_step_stays BEFORE UPDATE ON request_step BEGIN SELECT RAISE (ABORT, 'a request goes on by appending'); END;
CREATE TRIGGER request_step_is_kept BEFORE DELETE ON request_step BEGIN SELECT RAISE (ABORT, 'a request is never removed'); END;

-- Whoever is restricted (R19, R20), also while they wait for a guardian: `state` says only that they wait.
ALTER TABLE registration ADD COLUMN restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1));
UPDATE registration SET restricted = 1 WHERE state = 'restricted';
