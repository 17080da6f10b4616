-- What is a fact is a table, and what follows from facts is a view, so that the two cannot disagree: whether a
-- node is absent and how much an edge weighs is never written down.
--
-- Everything that a file contributes hangs on its row of `files` and goes with it. `nodes` holds what is known
-- of a node without having read it; what its own text says stands in `documents`.

CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    program TEXT NOT NULL
) STRICT;

CREATE TABLE nodes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    body TEXT,
    date TEXT,
    title TEXT
) STRICT;

CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    node INTEGER NOT NULL REFERENCES nodes (id),
    is_primary INTEGER NOT NULL DEFAULT 0,
    identity_rule TEXT NOT NULL,
    language TEXT NOT NULL,
    is_translation INTEGER NOT NULL,
    form TEXT NOT NULL,
    region_start INTEGER NOT NULL,
    region_end INTEGER NOT NULL,
    title TEXT,
    body TEXT,
    author TEXT,
    session TEXT,
    session_printed TEXT,
    agenda_item TEXT,
    distributed TEXT,
    adopted TEXT,
    meeting TEXT,
    basis TEXT,
    vote TEXT,
    job_numbers TEXT,
    warnings TEXT,
    UNIQUE (file, position)
) STRICT;
CREATE INDEX texts_of_node ON texts (node);
-- A document has a text that speaks for it, and a record of a library (`form`) that tells of it.
CREATE UNIQUE INDEX one_primary_text ON texts (node, form = 'record') WHERE is_primary;

CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, ordinal)
) STRICT;

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    source INTEGER NOT NULL REFERENCES nodes (id),
    source_id TEXT NOT NULL,
    target INTEGER NOT NULL REFERENCES nodes (id),
    target_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    is_edge INTEGER NOT NULL,
    para TEXT NOT NULL,
    class TEXT NOT NULL,
    surface TEXT NOT NULL,
    verb TEXT,
    verb_family TEXT,
    via TEXT NOT NULL,
    role TEXT NOT NULL,
    connector TEXT,
    rule TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    warning TEXT,
    language TEXT NOT NULL,
    page INTEGER,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    explanation TEXT,
    suggestion TEXT,
    date TEXT,
    open INTEGER REFERENCES open_mentions (id) ON DELETE CASCADE,
    further INTEGER REFERENCES mentions (id) ON DELETE CASCADE,
    made INTEGER GENERATED ALWAYS AS (open IS NOT NULL OR further IS NOT NULL) VIRTUAL
) STRICT;
CREATE INDEX mentions_of_open ON mentions (open) WHERE open IS NOT NULL;
CREATE INDEX mentions_of_further ON mentions (further) WHERE further IS NOT NULL;
CREATE INDEX mentions_of_document ON mentions (document);
CREATE INDEX mentions_by_source ON mentions (source);
CREATE INDEX mentions_by_target ON mentions (target);

CREATE TABLE signatures (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation INTEGER REFERENCES nodes (id),
    name TEXT NOT NULL,
    as_printed TEXT NOT NULL,
    certainty TEXT NOT NULL,
    is_organisation INTEGER NOT NULL,
    acronym TEXT,
    aliases TEXT,
    location TEXT,
    rule TEXT NOT NULL,
    note TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
) STRICT;
CREATE INDEX signatures_of_document ON signatures (document);
CREATE INDEX signatures_by_organisation ON signatures (organisation);

CREATE TABLE aliases (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    node INTEGER NOT NULL REFERENCES nodes (id),
    name TEXT NOT NULL,
    language TEXT
) STRICT;
CREATE INDEX aliases_of_document ON aliases (document);
CREATE INDEX aliases_of_node ON aliases (node);

CREATE TABLE open_mentions (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    para TEXT NOT NULL,
    surface TEXT NOT NULL,
    reason TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    asked_kind TEXT,
    asked TEXT,
    place TEXT,
    source_id TEXT,
    class TEXT,
    relation TEXT,
    verb TEXT,
    verb_family TEXT,
    via TEXT,
    role TEXT,
    connector TEXT,
    date TEXT,
    suggestion TEXT,
    language TEXT
) STRICT;
CREATE INDEX open_mentions_of_document ON open_mentions (document);
