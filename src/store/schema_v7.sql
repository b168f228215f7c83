-- Schema 7. On which bases what was disclosed rested (R21): bits at positions in `Ground::ALL`, each a purpose and a basis, as `permit()`
-- answered when the batch was reserved. Null where that was not kept; the members of a batch are committed to without it then.
ALTER TABLE disclosure ADD COLUMN bases INTEGER;

-- Whether somebody asked for an emergency contact to be let go before its period was over (R2): whoever was sent it is told then.
ALTER TABLE lapse ADD COLUMN asked INTEGER CHECK (asked = 1);

-- What the people are found by whom somebody named beside themselves (R2): their guardians and their emergency contacts, in whichever
-- version they stand. A row id is a registration's row, negative as in the search for visitors; the newest registrations are not in it
-- either. Whoever named nobody is not in it at all.
CREATE VIRTUAL TABLE contact_search USING fts5 (
    terms, tokenize = "ascii tokenchars '~^='", prefix = '1 2 3 4 5 6', detail = 'none', columnsize = 0
);
INSERT INTO contact_search (contact_search, rank) VALUES ('secure-delete', 1);

-- Up to which registration those have still to be taken in who came before there was such a search; 0 once nobody is left.
CREATE TABLE contact_search_due (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    registration INTEGER NOT NULL
) STRICT;
INSERT INTO contact_search_due (only_row, registration) SELECT 1, coalesce (max (row), 0) FROM registration;
