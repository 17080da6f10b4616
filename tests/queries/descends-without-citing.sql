WITH RECURSIVE behind(id) AS (
    SELECT 'A/RES/72/247'
    UNION
    SELECT c.target FROM behind JOIN citations AS c ON c.source = behind.id
    WHERE c.relation IN ('recalls', 'cites')
)
SELECT CASE
    WHEN 'A/RES/260(III)A#annex' IN behind
     AND NOT EXISTS (SELECT 1 FROM citations WHERE source = 'A/RES/72/247' AND target = 'A/RES/260(III)A#annex'
                     AND relation IN ('recalls', 'cites'))
    THEN 'yes' ELSE 'no' END AS answer
