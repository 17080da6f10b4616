-- What the program reads the graph from.

-- Every reference with a target: as read, or as all documents together have it. Those that were read without target
-- come behind the others of their document (stage 1).
CREATE VIEW settled_mentions AS
SELECT o.document, 0 AS stage, o.position, o.source, o.target, o.target_id, o.relation, o.is_edge, o.para, o.class,
       o.surface, o.verb, o.verb_family, o.via, o.role, o.connector, o.rule, o.confidence, o.warning,
       o.explanation, o.suggestion, o.language, o.span_start, o.span_end
FROM mentions AS o WHERE NOT EXISTS (SELECT 1 FROM settlements AS s WHERE s.occurrence = o.id)
UNION ALL
SELECT o.document, 0, o.position, s.source, s.target, s.target_id, s.relation, s.is_edge, o.para, o.class,
       o.surface, o.verb, o.verb_family, o.via, o.role, o.connector, s.rule, s.confidence, s.warning,
       s.explanation, s.suggestion, o.language, o.span_start, o.span_end
FROM settlements AS s JOIN mentions AS o ON o.id = s.occurrence
UNION ALL
SELECT u.document, 1, u.position, s.source, s.target, s.target_id, s.relation, s.is_edge, u.para, u.class,
       u.surface, u.verb, u.verb_family, u.via, u.role, u.connector, s.rule, s.confidence, s.warning,
       s.explanation, s.suggestion, u.language, u.span_start, u.span_end
FROM settlements AS s JOIN open_mentions AS u ON u.id = s.unresolved;

-- An instrument inside a document (A/RES/53/144#annex) was read when its document was; an organisation has no
-- text that could be absent.
CREATE VIEW graph_nodes AS
SELECT n.name AS name,
       n.kind AS kind,
       coalesce(d.body, n.body) AS body,
       coalesce(d.adopted, d.distributed, n.date) AS date,
       coalesce(d.title, n.title) AS title,
       n.kind <> 'organisation' AND d.id IS NULL AND NOT EXISTS (
           SELECT 1 FROM nodes AS holder JOIN texts AS held ON held.node = holder.id
           WHERE instr(n.name, '#') > 0 AND holder.name = substr(n.name, 1, instr(n.name, '#') - 1)
       ) AS absent,
       d.id AS primary_document
FROM nodes AS n LEFT JOIN texts AS d ON d.node = n.id AND d.is_primary
-- What only a reference named that is settled otherwise now is no node either.
WHERE n.kind <> 'set' AND (
    n.id NOT IN (SELECT o.target FROM settlements AS s JOIN mentions AS o ON o.id = s.occurrence)
    OR d.id IS NOT NULL
    OR EXISTS (SELECT 1 FROM settled_mentions AS c WHERE c.target = n.id)
    OR EXISTS (SELECT 1 FROM settled_mentions AS c WHERE c.source = n.id)
    OR EXISTS (SELECT 1 FROM signatures WHERE organisation = n.id)
    OR EXISTS (SELECT 1 FROM aliases WHERE node = n.id)
);

CREATE VIEW graph_edges AS
SELECT s.name AS source, t.name AS target, e.relation AS relation, e.weight AS weight
FROM (
    SELECT o.source, o.target, o.relation, sum(d.is_primary) AS weight
    FROM settled_mentions AS o JOIN texts AS d ON d.id = o.document
    WHERE o.is_edge
    GROUP BY o.source, o.target, o.relation
) AS e JOIN nodes AS s ON s.id = e.source JOIN nodes AS t ON t.id = e.target;
