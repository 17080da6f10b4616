SELECT verb_family AS family, count(*) AS citations, count(DISTINCT source) AS documents
FROM occurrences
WHERE is_edge AND target IN ('A/RES/53/144', 'A/RES/53/144#annex') AND verb_family <> ''
GROUP BY verb_family
ORDER BY citations DESC, family
