-- title.en: A number that stands in two tables is the same in both
WITH pairs AS (
  SELECT 'named-in-orders' AS what, s.value_low AS a_low, s.value_high AS a_high, c.complainants AS b_low, c.complainants AS b_high
  FROM complaints AS s, calls AS c
  WHERE s.id = 'named-in-orders' AND c.provider = 'total'
  UNION ALL
  SELECT s.id, s.value_low, s.value_high, r.value_low, r.value_high
  FROM complaints AS s
  JOIN running_count AS r ON r.measure = s.id AND r.part = 'total' AND r.period = '2014-04'
  WHERE s.id IN ('communications', 'complainants')
  UNION ALL
  SELECT s.id, s.value_low, s.value_high, r.value_low, r.value_high
  FROM complaints AS s, running_count AS r
  WHERE s.id = 'districts-final' AND r.measure = 'districts' AND r.part = 'total' AND r.period = '2014-04'
  UNION ALL
  SELECT 'before-reports', a.value_low, a.value_high, b.value_low, b.value_high
  FROM running_count AS a, running_count AS b
  WHERE a.period = '../2012-02-22' AND a.measure = 'complaints' AND a.part = 'total' AND b.part = 'before-reports'
  UNION ALL
  SELECT x.reading, x.value_low, x.value_high, s.value_low, s.value_high
  FROM contradictions AS x
  JOIN complaints AS s
    ON (x.reading = 'districts-most' AND s.id = 'districts-final')
    OR (x.reading IN ('counted-as-people', 'counted-as-complaints') AND s.id = 'complainants')
)
SELECT what FROM pairs WHERE a_low <> b_low OR a_high <> b_high;
