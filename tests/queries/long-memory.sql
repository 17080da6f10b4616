SELECT r.id AS resolution, substr(r.date, 1, 4) AS year, recalled.id AS recalled, substr(recalled.date, 1, 4) AS "then"
FROM citations AS c JOIN resolutions AS r ON r.id = c.source JOIN resolutions AS recalled ON recalled.id = c.target
WHERE c.relation = 'recalls' AND substr(r.date, 1, 4) - substr(recalled.date, 1, 4) >= 60
ORDER BY resolution, recalled
