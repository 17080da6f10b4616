-- Version 3 -> 4: what was made of references goes to them.

INSERT INTO readings (mention, target_id, relation, is_edge, rule, confidence, warning, explanation, suggestion)
SELECT m.id, m.target_id, m.relation, m.is_edge, m.rule, m.confidence, m.warning, m.explanation, m.suggestion
FROM mentions AS m WHERE m.id IN (SELECT occurrence FROM settlements);

INSERT INTO mentions (document, position, source, source_id, target, target_id, relation, is_edge, para, class, surface,
    verb, verb_family, via, role, connector, rule, confidence, warning, language, page, span_start, span_end, explanation,
    suggestion, date, further)
SELECT m.document, m.position, m.source, m.source_id, s.target, s.target_id, s.relation, s.is_edge, m.para, m.class,
    m.surface, m.verb, m.verb_family, m.via, m.role, m.connector, s.rule, s.confidence, s.warning, m.language, m.page,
    m.span_start, m.span_end, s.explanation, s.suggestion, m.date, m.id
FROM settlements AS s JOIN mentions AS m ON m.id = s.occurrence
WHERE s.id > (SELECT min(f.id) FROM settlements AS f WHERE f.occurrence = s.occurrence) ORDER BY s.id;

UPDATE mentions SET (target, target_id, relation, is_edge, rule, confidence, warning, explanation, suggestion) = (
    SELECT s.target, s.target_id, s.relation, s.is_edge, s.rule, s.confidence, s.warning, s.explanation, s.suggestion
    FROM settlements AS s WHERE s.occurrence = mentions.id ORDER BY s.id LIMIT 1
) WHERE id IN (SELECT occurrence FROM settlements);

INSERT INTO mentions (document, position, source, source_id, target, target_id, relation, is_edge, para, class, surface,
    verb, verb_family, via, role, connector, rule, confidence, warning, language, span_start, span_end, explanation,
    suggestion, date, open)
SELECT u.document, u.position, s.source, u.source_id, s.target, s.target_id, s.relation, s.is_edge, u.para, u.class,
    u.surface, u.verb, u.verb_family, u.via, u.role, u.connector, s.rule, s.confidence, s.warning, u.language,
    u.span_start, u.span_end, s.explanation, s.suggestion, u.date, u.id
FROM settlements AS s JOIN open_mentions AS u ON u.id = s.unresolved ORDER BY s.id;

DROP TABLE settlements;

DELETE FROM nodes WHERE NOT EXISTS (SELECT 1 FROM texts WHERE node = nodes.id)
    AND NOT EXISTS (SELECT 1 FROM mentions WHERE source = nodes.id)
    AND NOT EXISTS (SELECT 1 FROM mentions WHERE target = nodes.id)
    AND NOT EXISTS (SELECT 1 FROM signatures WHERE organisation = nodes.id)
    AND NOT EXISTS (SELECT 1 FROM aliases WHERE node = nodes.id);
