-- Schema 4. What staff had typed into a dialog and not done when the desk was locked (`domain::unfinished`): one for each of them and
-- each dialog, until the dialog is closed or a day has passed. It is no act, and goes with the registration that it is about.
CREATE TABLE unfinished (
    staff        TEXT NOT NULL,
    dialog       TEXT NOT NULL,
    registration INTEGER REFERENCES registration (row),
    updated_at   TEXT NOT NULL,
    payload      TEXT NOT NULL,
    PRIMARY KEY (staff, dialog)
) STRICT, WITHOUT ROWID;
