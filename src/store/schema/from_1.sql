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
