-- Schema 3. What a lead sets for the desk (R22): `domain::rules`. One row, none while nothing was set. Minutes, and a number of
-- backups; `back_up_every` is empty where the desk is never backed up by itself.
CREATE TABLE desk_rules (
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    lock_after    INTEGER NOT NULL CHECK (lock_after > 0),
    back_up_every INTEGER CHECK (back_up_every > 0),
    copies        INTEGER NOT NULL CHECK (copies > 0)
) STRICT;
