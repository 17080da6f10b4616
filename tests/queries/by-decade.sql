SELECT substr(d.date, 1, 3) || '0' AS decade, d.body, count(*) AS citations
FROM occurrences AS o JOIN documents AS d ON d.id = o.source
WHERE o.is_edge AND o.is_primary AND o.relation IN ('recalls', 'cites') AND d.body IN ('GA', 'SC', 'HRC', 'ECOSOC')
  AND d.date IS NOT NULL
GROUP BY decade, d.body
ORDER BY decade, d.body
