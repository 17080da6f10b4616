SELECT d.id AS document, count(DISTINCT c.source) AS cited
FROM citations AS c JOIN documents AS d ON d.id = c.target
WHERE d.absent AND d.kind = 'document' AND c.relation IN ('recalls', 'cites')
GROUP BY d.id ORDER BY cited DESC, document LIMIT 20
