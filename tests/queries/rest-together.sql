WITH RECURSIVE
-- A resolution and the one instrument in its annex are one.
one(id, document) AS MATERIALIZED (
    SELECT min(source), target FROM citations WHERE relation = 'annexed_to' GROUP BY target HAVING count(*) = 1
),
behind(start, id) AS (
    VALUES ('A/RES/64/163', 'A/RES/64/163'), ('A/RES/70/161', 'A/RES/70/161')
    UNION
    SELECT behind.start, coalesce(one.document, c.target)
    FROM behind JOIN citations AS c ON c.source = behind.id LEFT JOIN one ON one.id = c.target
    WHERE c.relation IN ('recalls', 'cites')
    UNION
    SELECT behind.start, coalesce(one.document, c.target)
    FROM behind JOIN one AS annex ON annex.document = behind.id JOIN citations AS c ON c.source = annex.id
    LEFT JOIN one ON one.id = c.target
    WHERE c.relation IN ('recalls', 'cites')
)
SELECT behind.id AS text, substr(d.date, 1, 4) AS year
FROM behind JOIN documents AS d USING (id)
WHERE behind.id <> behind.start
GROUP BY behind.id HAVING count(*) = 2
ORDER BY year IS NULL, year, text
