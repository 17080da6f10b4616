-- Views name tables that a migration is about to rename.

DROP VIEW IF EXISTS graph_edges;
DROP VIEW IF EXISTS graph_nodes;
DROP VIEW IF EXISTS citations;
