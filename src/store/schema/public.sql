-- What other programs may read (docs/sql.md): these views keep their names and columns; new columns come behind.

-- What a document does not say itself, the one in which it lies says, or the annex that lies in it (as `graph` has it):
-- of several instruments none gives its title.
CREATE VIEW documents AS
SELECT g.name AS id, g.kind AS kind,
       coalesce(g.body,
           (SELECT h.body FROM graph_nodes AS h WHERE h.name = substr(g.name, 1, instr(g.name, '#') - 1)),
           (SELECT a.body FROM graph_nodes AS a
            WHERE a.name >= g.name || '#annex' AND a.name < g.name || '#anney' AND a.body IS NOT NULL
            ORDER BY a.name LIMIT 1)) AS body,
       coalesce(g.date,
           (SELECT h.date FROM graph_nodes AS h WHERE h.name = substr(g.name, 1, instr(g.name, '#') - 1)),
           (SELECT a.date FROM graph_nodes AS a
            WHERE a.name >= g.name || '#annex' AND a.name < g.name || '#anney' AND a.date IS NOT NULL
            ORDER BY a.name LIMIT 1)) AS date,
       coalesce(g.title,
           (SELECT h.title FROM graph_nodes AS h WHERE h.name = substr(g.name, 1, instr(g.name, '#') - 1)),
           (SELECT max(a.title) FROM graph_nodes AS a WHERE a.name > g.name || '#' AND a.name < g.name || '$'
            HAVING count(*) = 1 AND min(a.name) >= g.name || '#annex' AND min(a.name) < g.name || '#anney')) AS title,
       g.absent AS absent,
       d.language AS language, coalesce(d.session, r.session) AS session,
       coalesce(d.agenda_item, r.agenda_item) AS agenda_item, coalesce(d.adopted, r.adopted) AS adopted,
       coalesce(d.distributed, r.distributed) AS distributed, coalesce(d.meeting, r.meeting) AS meeting,
       coalesce(d.author, r.author) AS author, coalesce(d.vote, r.vote) AS vote, f.path AS file
FROM graph_nodes AS g LEFT JOIN texts AS d ON d.id = g.primary_document LEFT JOIN files AS f ON f.id = d.file
LEFT JOIN texts AS r ON r.id = g.record
WHERE g.kind NOT IN ('organisation', 'state');

CREATE VIEW resolutions AS
SELECT * FROM documents
WHERE kind = 'document' AND instr(id, '/RES/') > 0 AND instr(id, '#') = 0 AND instr(id, ':') = 0;

CREATE VIEW organisations AS
SELECT n.name AS id, n.title AS name,
       (SELECT count(DISTINCT d.node) FROM signatures AS s JOIN texts AS d ON d.id = s.document
        WHERE s.organisation = n.id) AS letters
FROM nodes AS n
WHERE n.kind = 'organisation' AND EXISTS (SELECT 1 FROM signatures AS s WHERE s.organisation = n.id);

CREATE VIEW sponsors AS
SELECT n.name AS id, n.kind AS kind, n.title AS name,
       (SELECT count(DISTINCT m.target) FROM mentions AS m
        WHERE m.source = n.id AND m.relation = 'sponsored') AS drafts
FROM nodes AS n
WHERE EXISTS (SELECT 1 FROM mentions AS m WHERE m.source = n.id AND m.relation = 'sponsored');

CREATE VIEW citations AS
SELECT s.name AS source, t.name AS target, m.relation AS relation, sum(d.is_primary) AS occurrences
FROM mentions AS m JOIN texts AS d ON d.id = m.document JOIN nodes AS s ON s.id = m.source
JOIN nodes AS t ON t.id = m.target
WHERE m.is_edge GROUP BY s.name, t.name, m.relation;

CREATE VIEW occurrences AS
SELECT s.name AS source, t.name AS target, m.target_id AS target_id, m.relation AS relation, m.is_edge AS is_edge,
       m.para AS paragraph, m.surface AS words, m.verb AS verb, m.verb_family AS verb_family, m.class AS class,
       m.via AS via, m.rule AS rule, m.confidence / 100.0 AS confidence, m.warning AS warning,
       m.explanation AS explanation, m.suggestion AS suggestion, m.language AS language,
       d.is_primary AS is_primary, f.path AS file, m.span_start AS starts, m.span_end AS ends, m.page AS page
FROM mentions AS m JOIN nodes AS s ON s.id = m.source JOIN nodes AS t ON t.id = m.target
JOIN texts AS d ON d.id = m.document JOIN files AS f ON f.id = d.file;

CREATE VIEW unresolved AS
SELECT n.name AS document, u.para AS paragraph, u.surface AS words, u.reason AS reason, u.asked_kind AS asked_kind,
       u.asked AS asked, u.relation AS relation, u.verb AS verb, u.verb_family AS verb_family,
       u.language AS language, d.is_primary AS is_primary, f.path AS file, u.span_start AS starts, u.span_end AS ends
FROM open_mentions AS u JOIN texts AS d ON d.id = u.document JOIN nodes AS n ON n.id = d.node
JOIN files AS f ON f.id = d.file
WHERE NOT EXISTS (SELECT 1 FROM mentions AS m WHERE m.open = u.id);

CREATE VIEW paragraphs AS
SELECT n.name AS document, p.ordinal AS position, p.label AS label, p.text AS text, d.language AS language,
       d.is_primary AS is_primary, f.path AS file
FROM passages AS p JOIN texts AS d ON d.id = p.document JOIN nodes AS n ON n.id = d.node
JOIN files AS f ON f.id = d.file;

CREATE VIEW signatories AS
SELECT n.name AS document, o.name AS organisation, s.name AS name, s.as_printed AS as_printed,
       s.certainty AS certainty, s.is_organisation AS is_organisation, s.acronym AS acronym, s.location AS location,
       s.rule AS rule, d.is_primary AS is_primary, f.path AS file, s.span_start AS starts, s.span_end AS ends
FROM signatures AS s JOIN texts AS d ON d.id = s.document JOIN nodes AS n ON n.id = d.node
JOIN files AS f ON f.id = d.file LEFT JOIN nodes AS o ON o.id = s.organisation;
