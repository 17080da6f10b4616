SELECT r.id AS resolution, substr(r.date, 1, 4) AS year
FROM citations AS c JOIN resolutions AS r ON r.id = c.source
WHERE c.relation = 'recalls' AND c.target = 'A/RES/53/144' AND r.date IS NOT NULL
ORDER BY year, resolution
