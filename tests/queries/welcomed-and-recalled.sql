WITH pairs AS (
    SELECT DISTINCT source, target, 1 AS welcomed, 0 AS recalled FROM occurrences
    WHERE is_edge AND verb_family = 'welcome'
    UNION ALL
    SELECT source, target, 0, 1 FROM citations WHERE relation = 'recalls'
)
SELECT d.body, sum(welcomed) AS welcomed, sum(recalled) AS recalled
FROM pairs JOIN documents AS d ON d.id = pairs.target
WHERE d.kind = 'document' AND d.body IS NOT NULL AND d.id NOT IN (SELECT id FROM resolutions)
GROUP BY d.body
ORDER BY welcomed DESC, body
