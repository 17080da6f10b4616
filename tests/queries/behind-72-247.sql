WITH RECURSIVE behind(id) AS (
    SELECT 'A/RES/72/247'
    UNION
    SELECT c.target FROM behind JOIN citations AS c ON c.source = behind.id
    WHERE c.relation IN ('recalls', 'cites')
)
SELECT d.id AS text, substr(d.date, 1, 4) AS year, d.title
FROM behind JOIN documents AS d USING (id)
WHERE d.date BETWEEN '1948' AND '1970-12-31'
ORDER BY year, text
