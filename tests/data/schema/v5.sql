-- Schema 5. By which rules of spelling the names in the search index are kept (`domain::search_key::SPELLINGS`). A desk that has
-- earlier ones takes in anew, some each time that it is opened, whoever is found by more spellings now.
CREATE TABLE search_spelling (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    rules    INTEGER NOT NULL CHECK (rules >= 1)
) STRICT;
INSERT INTO search_spelling (only_row, rules) VALUES (1, 1);
