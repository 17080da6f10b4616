-- What the program reads the graph from.

-- An instrument inside a document (A/RES/53/144#annex) was read when its document was; organisations and States have no
-- text that could be absent. The record of a library is no text: what it tells stands behind what the text says itself.
CREATE VIEW graph_nodes AS
SELECT n.name AS name,
       n.kind AS kind,
       coalesce(d.body, r.body, n.body) AS body,
       coalesce(d.adopted, d.distributed, r.adopted, r.distributed, n.date) AS date,
       coalesce(d.title, r.title, n.title) AS title,
       n.kind NOT IN ('organisation', 'state') AND d.id IS NULL AND NOT EXISTS (
           SELECT 1 FROM nodes AS holder JOIN texts AS held ON held.node = holder.id
           WHERE held.form <> 'record' AND instr(n.name, '#') > 0 AND holder.name = substr(n.name, 1, instr(n.name, '#') - 1)
       ) AS absent,
       coalesce(d.id, r.id) AS primary_document,
       r.id AS record
FROM nodes AS n LEFT JOIN texts AS d ON d.node = n.id AND d.is_primary AND d.form <> 'record'
LEFT JOIN texts AS r ON r.node = n.id AND r.is_primary AND r.form = 'record'
WHERE n.kind <> 'set';

CREATE VIEW graph_edges AS
SELECT s.name AS source, t.name AS target, e.relation AS relation, e.weight AS weight
FROM (
    SELECT m.source, m.target, m.relation, sum(d.is_primary) AS weight
    FROM mentions AS m JOIN texts AS d ON d.id = m.document
    WHERE m.is_edge
    GROUP BY m.source, m.target, m.relation
) AS e JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target;
