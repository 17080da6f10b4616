-- What each run of a command changed. Runs are told by the clock of the machine, which reaches nothing else.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    began TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    command TEXT NOT NULL,
    program TEXT NOT NULL
) STRICT;

CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    file TEXT,
    document TEXT NOT NULL,
    change TEXT NOT NULL,
    references_before INTEGER,
    references_after INTEGER,
    target TEXT
) STRICT;
CREATE INDEX log_of_run ON log (run);
CREATE INDEX log_of_document ON log (document);
