-- title.en: Subscriber information for the numbers that called the complainants named in production orders
-- label.numbers.en: Numbers that called them
-- label.obtained_share.en: Share of the numbers for which subscriber information was obtained
-- label.not_obtained_share.en: Share of the numbers for which it could not be obtained
-- unit.complainants.en: people
-- unit.calls.en: calls
-- unit.numbers.en: numbers
-- unit.obtained.en: numbers
-- unit.not_obtained.en: numbers
-- unit.obtained_share.en: %
-- unit.not_obtained_share.en: %
-- field.obtained: numbers.resolved
-- field.not_obtained: numbers.unresolved
SELECT
  c.complainants,
  c.calls,
  c.numbers,
  n.resolved AS obtained,
  n.unresolved AS not_obtained,
  1.0 * n.resolved / c.numbers AS obtained_share,
  1.0 * n.unresolved / c.numbers AS not_obtained_share
FROM calls AS c
JOIN numbers AS n ON n.period = c.period
WHERE c.period = '2011-05-02' AND c.provider = 'total' AND n.provider_class = 'total';
