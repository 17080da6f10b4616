SELECT DISTINCT r.id AS resolution, cited.id AS cited
FROM citations AS c JOIN resolutions AS r ON r.id = c.source JOIN resolutions AS cited ON cited.id = c.target
WHERE c.relation IN ('recalls', 'cites') AND r.body = 'HRC' AND cited.body = 'SC'
ORDER BY resolution, cited
