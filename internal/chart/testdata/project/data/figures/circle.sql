-- title.en: A stream that leads back
-- unit.n.en: calls
SELECT 'a' AS a, 'b' AS b, 10 AS n UNION ALL SELECT 'b', 'a', 10 ORDER BY 1
