SELECT replace(target_id, 'A/RES/217(III)A/', '') AS article, count(DISTINCT source) AS documents
FROM occurrences
WHERE is_edge AND target_id LIKE 'A/RES/217(III)A/art.%'
GROUP BY article
ORDER BY documents DESC, article
