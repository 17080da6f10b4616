-- Which generations the database went through, and in which a node was last touched: by these a reader who saw an earlier
-- one learns what is otherwise since. A node that is no more keeps its row.

CREATE TABLE generations (
    number INTEGER PRIMARY KEY,
    stamp INTEGER NOT NULL
) STRICT;
INSERT INTO generations (number, stamp) VALUES (1, random());

CREATE TABLE touched (
    node TEXT PRIMARY KEY,
    generation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX touched_since ON touched (generation);
