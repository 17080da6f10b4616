WITH RECURSIVE follows(later, earlier) AS (
    SELECT source, target FROM citations WHERE relation = 'succeeds'
    UNION
    SELECT c.source, follows.earlier FROM follows JOIN citations AS c ON c.target = follows.later
    WHERE c.relation = 'succeeds'
)
SELECT d.id AS first, substr(d.date, 1, 4) AS year, count(*) AS followers
FROM follows JOIN documents AS d ON d.id = follows.earlier
WHERE NOT EXISTS (SELECT 1 FROM citations WHERE source = d.id AND relation = 'succeeds')
GROUP BY d.id HAVING count(*) >= 4
ORDER BY followers DESC, first
