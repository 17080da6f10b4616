SELECT DISTINCT o.name
FROM citations AS signs
JOIN organisations AS o ON o.id = signs.source
JOIN citations AS c ON c.source = signs.target AND c.relation IN ('recalls', 'cites')
WHERE signs.relation = 'signed'
  AND (c.target = 'A/RES/53/144'
       OR c.target IN (SELECT source FROM citations WHERE relation = 'recalls' AND target = 'A/RES/53/144'))
ORDER BY o.name
