SELECT source AS citing, paragraph, words, suggestion AS meant
FROM occurrences
WHERE is_edge AND warning = 'date-mismatch'
ORDER BY citing, paragraph, words
