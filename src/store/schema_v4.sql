-- Schema 4. *Help today* (R3): where somebody is who is to be helped, and who of the staff was told. Both hang on the value, which
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
