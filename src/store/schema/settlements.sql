-- What later documents made of references that were read before: the only table that follows from the others. SQL
-- cannot compare titles and dates, so it is no view; [`super::Store::settle`] makes it anew as a whole, and what was
-- read stays beside it, so that the order in which documents came leaves no trace.

CREATE TABLE settlements (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    occurrence INTEGER REFERENCES mentions (id) ON DELETE CASCADE,
    unresolved INTEGER REFERENCES open_mentions (id) ON DELETE CASCADE,
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
