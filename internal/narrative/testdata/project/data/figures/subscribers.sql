-- title.en: Numbers, with and without subscriber information
-- unit.share.en: %
SELECT
  (SELECT numbers FROM split WHERE id = 'obtained') AS obtained,
  (SELECT numbers FROM split WHERE id = 'not-obtained') AS not_obtained,
  1.0 * (SELECT numbers FROM split WHERE id = 'not-obtained') / (SELECT sum(numbers) FROM split) AS share;
