-- title.en: The timeline begins when the election is called, and each announced count has its event
SELECT t.event AS what
FROM timeline AS t, elections AS e
WHERE t.period < e.called
UNION ALL
SELECT r.period
FROM running_count AS r
WHERE length(r.period) = 10
  AND NOT EXISTS (SELECT 1 FROM timeline AS t WHERE t.period = r.period);
