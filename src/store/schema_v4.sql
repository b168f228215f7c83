-- Schema 4. Of every answer, as much as says whether it concerns a recipient and what stands where it was asked once: closing a
-- day reads all of them, and a fifth of the pages are enough for that. An erased answer is not in it.
CREATE INDEX consent_event_told ON consent_event (registration, question, said, given_by, sequence)
    WHERE question IS NOT NULL;
