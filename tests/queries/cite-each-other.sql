SELECT DISTINCT one.id AS one, other.id AS other
FROM citations AS there
JOIN citations AS back ON back.source = there.target AND back.target = there.source
JOIN resolutions AS one ON one.id = there.source JOIN resolutions AS other ON other.id = there.target
WHERE there.relation IN ('recalls', 'cites') AND back.relation IN ('recalls', 'cites') AND one.id < other.id
ORDER BY one, other
