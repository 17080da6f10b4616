SELECT d.id AS instrument, d.title, count(DISTINCT c.source) AS resolutions
FROM citations AS c JOIN documents AS d ON d.id = c.target JOIN resolutions AS r ON r.id = c.source
WHERE c.relation IN ('recalls', 'cites') AND d.kind = 'instrument' AND r.body = 'HRC' AND r.date >= '2015'
GROUP BY d.id ORDER BY resolutions DESC, instrument LIMIT 20
