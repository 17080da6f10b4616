-- Version 6 keeps what records of libraries tell beside the texts: a document has a primary text and a primary record. Views
-- changed with it.

DROP VIEW IF EXISTS documents;
DROP VIEW IF EXISTS resolutions;
DROP VIEW IF EXISTS organisations;
DROP VIEW IF EXISTS occurrences;
DROP VIEW IF EXISTS signatories;
DROP VIEW IF EXISTS unresolved;
DROP VIEW IF EXISTS paragraphs;
DROP INDEX IF EXISTS one_primary_text;
CREATE UNIQUE INDEX one_primary_text ON texts (node, form = 'record') WHERE is_primary;
