-- Version 3 -> 4: the names that readers of the file know (documents, citations, occurrences, unresolved) go to views.

ALTER TABLE documents RENAME TO texts;
DROP INDEX documents_of_node;
CREATE INDEX texts_of_node ON texts (node);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, ordinal)
) STRICT;
INSERT INTO passages (document, ordinal, label, text)
SELECT document, ordinal, label, text FROM paragraphs ORDER BY document, ordinal;
DROP TABLE paragraphs;
ALTER TABLE occurrences RENAME TO mentions;
DROP INDEX occurrences_of_document;
DROP INDEX occurrences_by_source;
DROP INDEX occurrences_by_target;
CREATE INDEX mentions_of_document ON mentions (document);
CREATE INDEX mentions_by_source ON mentions (source);
CREATE INDEX mentions_by_target ON mentions (target);
ALTER TABLE unresolved RENAME TO open_mentions;
DROP INDEX unresolved_of_document;
CREATE INDEX open_mentions_of_document ON open_mentions (document);
ALTER TABLE mentions ADD COLUMN open INTEGER REFERENCES open_mentions (id) ON DELETE CASCADE;
ALTER TABLE mentions ADD COLUMN further INTEGER REFERENCES mentions (id) ON DELETE CASCADE;
ALTER TABLE mentions ADD COLUMN made INTEGER GENERATED ALWAYS AS (open IS NOT NULL OR further IS NOT NULL) VIRTUAL;
CREATE INDEX mentions_of_open ON mentions (open) WHERE open IS NOT NULL;
CREATE INDEX mentions_of_further ON mentions (further) WHERE further IS NOT NULL;
