-- The views for other programs of version 4, of which version 5 has one more and others are wider.

DROP VIEW IF EXISTS documents;
DROP VIEW IF EXISTS organisations;
DROP VIEW IF EXISTS occurrences;
DROP VIEW IF EXISTS signatories;
DROP VIEW IF EXISTS unresolved;
DROP VIEW IF EXISTS paragraphs;
