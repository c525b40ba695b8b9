package witness

import "regexp"

// number is the SQL that writes a number x, with g as printf writes it, as the site does: a
// float with at most so many significant digits, and no number with an exponent.
const number = `CASE
    WHEN typeof(x) = 'integer' THEN CAST(x AS TEXT)
    WHEN x = 0 THEN '0'
    WHEN g NOT LIKE '%e%' THEN g
    WHEN g LIKE '%e+%' THEN replace(substr(g, 1, instr(g, 'e') - 1), '.', '') || substr(printf('%.400c', '0'), 1,
      CAST(substr(g, instr(g, 'e') + 1) AS INTEGER) - max(0, instr(g, 'e') - 1 - instr(g || '.', '.')) * (g LIKE '%.%'))
    ELSE rtrim(printf('%.*f', digits - 1 - CAST(substr(g, instr(g, 'e') + 1) AS INTEGER), x), '0')
  END`

// verdict writes each recomputed value as the published CSVs write such a value, and
// compares the two texts. A bound of whole numbers is written by the number beside it:
// 40001 or more is >40000.
var verdict = `
-- Each value as the CSV files write it: 6051, 0.59, >40000, <5, 0..249, ~100, [withheld].
CREATE TEMP TABLE _written AS
WITH ends AS (
  SELECT query, "row", "column", digits, value, coalesce(low, value) AS low, coalesce(high, value) AS high,
    coalesce(status, CASE WHEN low IS NULL OR low = high THEN 'exact' WHEN low = -9e999 OR high = 9e999 THEN 'bound' ELSE 'band' END) AS status
  FROM _recomputed
),
general AS (
  SELECT *, printf('%.*g', digits, low) AS low_general, printf('%.*g', digits, high) AS high_general FROM ends
),
texts AS (
  SELECT *,
  ` + numberOf("low") + ` AS low_text,
  ` + numberOf("high") + ` AS high_text
  FROM general
)
SELECT query, "row", "column", CASE
  WHEN status IN ('withheld', 'not published', 'not applicable') THEN '[' || status || ']'
  WHEN typeof(value) = 'text' THEN replace(value, char(10), ' ')
  WHEN status = 'approximate' THEN '~' || low_text
  WHEN status = 'band' THEN low_text || '..' || high_text
  WHEN status <> 'bound' THEN low_text
  WHEN high <> 9e999 AND high_text LIKE '%.%' THEN '<' || high_text
  WHEN high <> 9e999 THEN '<' || (CAST(high_text AS INTEGER) + 1)
  WHEN low_text LIKE '%.%' THEN '>' || low_text
  WHEN low = 0 THEN '>=0'
  ELSE '>' || (CAST(low_text AS INTEGER) - 1)
END AS value
FROM texts;

CREATE TEMP TABLE _compared AS
SELECT p.rowid AS place, p.figure, p.value AS published, r.value AS recomputed, p.value IS r.value AS same
FROM _published AS p LEFT JOIN _written AS r USING (query, "row", "column")
ORDER BY p.rowid;

SELECT figure, published, recomputed, CASE WHEN same THEN 'ok' ELSE 'DIFFERS' END FROM _compared ORDER BY place;
SELECT 'figures', count(*), 'ok', coalesce(sum(same), 0) FROM _compared;
`

// placeholder is x or g in number, as a whole word.
var placeholder = regexp.MustCompile(`\b[xg]\b`)

// numberOf is number for one of the ends.
func numberOf(column string) string {
	return placeholder.ReplaceAllStringFunc(number, func(name string) string {
		return map[string]string{"x": column, "g": column + "_general"}[name]
	})
}
