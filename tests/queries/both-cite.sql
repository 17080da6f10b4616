SELECT d.id AS text, d.title
FROM documents AS d
WHERE d.id IN (SELECT target FROM citations WHERE source = 'A/RES/64/163' AND relation IN ('recalls', 'cites'))
  AND d.id IN (SELECT target FROM citations WHERE source = 'A/RES/70/161' AND relation IN ('recalls', 'cites'))
ORDER BY text
