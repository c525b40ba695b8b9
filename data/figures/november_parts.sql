-- title.en: The parts of the count of November 2012
-- unit.value.en: complaints
-- field.part: running_count.part
-- field.value: running_count.value
SELECT part, value, value_low, value_high, value_status, source, confidence
FROM running_count
WHERE period = '2012-11' AND measure = 'complaints' AND part <> 'total'
ORDER BY CASE part
  WHEN 'before-reports' THEN 1
  WHEN 'after-reports' THEN 2
  ELSE 3
END;
