-- What later documents made of references stands in `mentions` itself, so that whoever asks needs no other table: a reference
-- read without target gets a row there (`open`), one that means several gets more of them (`further`), and of one that has
-- another target than its text gave, what was read is kept here. SQL cannot compare titles and dates, so these are no views; [`super::Store::settle`] makes them anew as a whole
-- from what was read, so that the order in which documents came leaves no trace.

CREATE TABLE readings (
    mention INTEGER PRIMARY KEY REFERENCES mentions (id) ON DELETE CASCADE,
    target_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    is_edge INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    warning TEXT,
    explanation TEXT,
    suggestion TEXT
) STRICT;
