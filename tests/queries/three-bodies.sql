SELECT r.id AS text, r.title
FROM citations AS c JOIN resolutions AS r ON r.id = c.target JOIN documents AS citing ON citing.id = c.source
WHERE c.relation = 'recalls' AND citing.body IN ('GA', 'SC', 'HRC')
GROUP BY r.id HAVING count(DISTINCT citing.body) = 3
ORDER BY text
