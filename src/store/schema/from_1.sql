-- Version 1 -> 2: what a reference asks for, the date printed with it, and settlements. Files of version 1 were read by
-- programs that did not keep these; their references without target stay as they are until their files are read again.

ALTER TABLE occurrences ADD COLUMN explanation TEXT;
ALTER TABLE occurrences ADD COLUMN suggestion TEXT;
ALTER TABLE occurrences ADD COLUMN date TEXT;
ALTER TABLE unresolved ADD COLUMN asked_kind TEXT;
ALTER TABLE unresolved ADD COLUMN asked TEXT;
ALTER TABLE unresolved ADD COLUMN place TEXT;
ALTER TABLE unresolved ADD COLUMN source_id TEXT;
ALTER TABLE unresolved ADD COLUMN class TEXT;
ALTER TABLE unresolved ADD COLUMN relation TEXT;
ALTER TABLE unresolved ADD COLUMN verb TEXT;
ALTER TABLE unresolved ADD COLUMN verb_family TEXT;
ALTER TABLE unresolved ADD COLUMN via TEXT;
ALTER TABLE unresolved ADD COLUMN role TEXT;
ALTER TABLE unresolved ADD COLUMN connector TEXT;
ALTER TABLE unresolved ADD COLUMN date TEXT;
ALTER TABLE unresolved ADD COLUMN suggestion TEXT;
ALTER TABLE unresolved ADD COLUMN language TEXT;
CREATE TABLE settlements (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    occurrence INTEGER REFERENCES occurrences (id) ON DELETE CASCADE,
    unresolved INTEGER REFERENCES unresolved (id) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES nodes (id),
    target INTEGER NOT NULL REFERENCES nodes (id),
    target_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    is_edge INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    warning TEXT,
    explanation TEXT,
    suggestion TEXT,
    CHECK ((occurrence IS NULL) <> (unresolved IS NULL))
) STRICT;
CREATE INDEX settlements_of_document ON settlements (document);
CREATE INDEX settlements_of_occurrence ON settlements (occurrence);
CREATE INDEX settlements_of_unresolved ON settlements (unresolved);
CREATE INDEX settlements_by_source ON settlements (source);
CREATE INDEX settlements_by_target ON settlements (target);
