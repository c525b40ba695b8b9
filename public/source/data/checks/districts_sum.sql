-- title.en: The districts of the provinces, and those of Shaw and Videotron, make up the total
WITH whole AS (
  SELECT districts_low AS low, districts_high AS high
  FROM districts
  WHERE province = 'total' AND provider = 'shaw-and-videotron'
), parts AS (
  SELECT 'by province' AS split, sum(districts_low) AS low, sum(districts_high) AS high
  FROM districts
  WHERE province <> 'total' AND provider = 'shaw-and-videotron'
  UNION ALL
  SELECT 'by provider', sum(districts_low), sum(districts_high)
  FROM districts
  WHERE province = 'total' AND provider IN ('shaw', 'videotron')
)
SELECT parts.split
FROM parts, whole
WHERE parts.low > whole.high OR parts.high < whole.low;
