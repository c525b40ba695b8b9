-- title.en: A place that gives more than it gets
-- unit.n.en: calls
SELECT 'a' AS a, 'b' AS b, 10 AS n UNION ALL SELECT 'b', 'c', 20 ORDER BY 1
