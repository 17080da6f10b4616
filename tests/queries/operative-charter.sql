SELECT source AS citing, paragraph, verb, words
FROM occurrences
WHERE is_edge AND target = 'UN-CHARTER' AND verb_family = 'reaffirm' AND paragraph LIKE 'op%'
ORDER BY citing, paragraph, words
