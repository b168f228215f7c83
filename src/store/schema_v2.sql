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

-- Where emergency contacts were let go because their period is over (R24): `place` is that of the version they stood in, and
-- `commitment` is SHA-256 over the version's salt and what is left of its payload, so that the rest is still proven.
CREATE TABLE lapse (
    place      INTEGER PRIMARY KEY REFERENCES registration_version (place),
    commitment BLOB NOT NULL CHECK (length(commitment) = 32),
    act        INTEGER NOT NULL REFERENCES act (sequence),
    ordinal    INTEGER NOT NULL
) STRICT;
CREATE TRIGGER lapse_stays BEFORE UPDATE ON lapse BEGIN SELECT RAISE (ABORT, 'what was let go stays so'); END;
CREATE TRIGGER lapse_is_kept BEFORE DELETE ON lapse BEGIN SELECT RAISE (ABORT, 'what was let go stays so'); END;

DROP TRIGGER registration_version_stays;
CREATE TRIGGER registration_version_stays BEFORE UPDATE ON registration_version
WHEN NOT (
    NEW.place IS OLD.place AND NEW.act IS OLD.act AND NEW.ordinal IS OLD.ordinal
    AND NEW.event_version IS OLD.event_version AND NEW.commitment IS OLD.commitment
    AND coalesce (NEW.emergency_name, NEW.emergency_phone, NEW.emergency_phone_as_typed, NEW.emergency_relationship) IS NULL
    AND (
        EXISTS (SELECT 1 FROM tombstone WHERE registration = OLD.registration)
        AND coalesce (NEW.reason, NEW.aged_on, NEW.age_band, NEW.role, NEW.full_name, NEW.given_name, NEW.family_name,
                      NEW.badge_name, NEW.email, NEW.phone, NEW.phone_as_typed, NEW.date_of_birth, NEW.thirteen_or_over,
                      NEW.gender, NEW.address_line_1, NEW.address_line_2, NEW.city, NEW.postcode, NEW.country,
                      NEW.nationality, NEW.organisation, NEW.education_now, NEW.education_past, NEW.profession,
                      NEW.looking_for, NEW.subjects, NEW.year_of_entry, NEW.heard_about_us, NEW.contact_language,
                      NEW.communication_preference, NEW.note, NEW.guardian_name, NEW.guardian_relationship,
                      NEW.guardian_email, NEW.guardian_phone, NEW.guardian_phone_as_typed, NEW.own_answers,
                      NEW.send_them, NEW.salt) IS NULL
        OR EXISTS (SELECT 1 FROM lapse WHERE place = OLD.place)
        AND (NEW.reason, NEW.aged_on, NEW.age_band, NEW.role, NEW.full_name, NEW.given_name, NEW.family_name,
             NEW.badge_name, NEW.email, NEW.phone, NEW.phone_as_typed, NEW.date_of_birth, NEW.thirteen_or_over,
             NEW.gender, NEW.address_line_1, NEW.address_line_2, NEW.city, NEW.postcode, NEW.country,
             NEW.nationality, NEW.organisation, NEW.education_now, NEW.education_past, NEW.profession,
             NEW.looking_for, NEW.subjects, NEW.year_of_entry, NEW.heard_about_us, NEW.contact_language,
             NEW.communication_preference, NEW.note, NEW.guardian_name, NEW.guardian_relationship,
             NEW.guardian_email, NEW.guardian_phone, NEW.guardian_phone_as_typed, NEW.own_answers,
             NEW.send_them, NEW.salt)
         IS (OLD.reason, OLD.aged_on, OLD.age_band, OLD.role, OLD.full_name, OLD.given_name, OLD.family_name,
             OLD.badge_name, OLD.email, OLD.phone, OLD.phone_as_typed, OLD.date_of_birth, OLD.thirteen_or_over,
             OLD.gender, OLD.address_line_1, OLD.address_line_2, OLD.city, OLD.postcode, OLD.country,
             OLD.nationality, OLD.organisation, OLD.education_now, OLD.education_past, OLD.profession,
             OLD.looking_for, OLD.subjects, OLD.year_of_entry, OLD.heard_about_us, OLD.contact_language,
             OLD.communication_preference, OLD.note, OLD.guardian_name, OLD.guardian_relationship,
             OLD.guardian_email, OLD.guardian_phone, OLD.guardian_phone_as_typed, OLD.own_answers,
             OLD.send_them, OLD.salt)
    )
)
BEGIN SELECT RAISE (ABORT, 'what was said is never edited: an amendment appends'); END;

-- What a recipient said it did not take of a batch (R24): that is not purged here.
CREATE TABLE rejection (
    batch        INTEGER NOT NULL REFERENCES batch (row),
    registration INTEGER NOT NULL REFERENCES registration (row),
    PRIMARY KEY (batch, registration)
) STRICT, WITHOUT ROWID;

-- Whoever was recorded and does not want to be (R12): when and where, and what they looked like, for whoever has to find the
-- recording. What was said goes with everything else of the person.
CREATE TABLE removal (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    registration INTEGER NOT NULL REFERENCES registration (row),
    act          INTEGER NOT NULL REFERENCES act (sequence),
    ordinal      INTEGER NOT NULL,
    taken        TEXT,
    place        TEXT,
    looked_like  TEXT,
    salt         BLOB CHECK (salt IS NULL OR length(salt) = 16),
    commitment   BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX removal_of ON removal (registration);
CREATE TABLE removal_end (
    removal BLOB PRIMARY KEY REFERENCES removal (id),
    found   TEXT NOT NULL,
    act     INTEGER NOT NULL REFERENCES act (sequence),
    ordinal INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER removal_stays BEFORE UPDATE ON removal
WHEN NOT (
    EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = OLD.registration)
    AND NEW.id IS OLD.id AND NEW.registration IS OLD.registration AND NEW.act IS OLD.act AND NEW.ordinal IS OLD.ordinal
    AND NEW.commitment IS OLD.commitment AND coalesce (NEW.taken, NEW.place, NEW.looked_like, NEW.salt) IS NULL
)
BEGIN SELECT RAISE (ABORT, 'what was said is never edited'); END;
CREATE TRIGGER removal_is_kept BEFORE DELETE ON removal BEGIN SELECT RAISE (ABORT, 'a removal is never taken away'); END;
CREATE TRIGGER removal_end_stays BEFORE UPDATE ON removal_end BEGIN SELECT RAISE (ABORT, 'a removal ends once'); END;
CREATE TRIGGER removal_end_is_kept BEFORE DELETE ON removal_end BEGIN SELECT RAISE (ABORT, 'a removal ends once'); END;
