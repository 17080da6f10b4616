SELECT substr(d.date, 1, 4) AS year, count(DISTINCT o.source) AS resolutions
FROM occurrences AS o JOIN documents AS d ON d.id = o.source
WHERE o.is_edge AND o.target_id = 'UN-CHARTER/chap.VII' AND o.verb_family = 'act-under' AND d.body = 'SC'
GROUP BY year
ORDER BY year
