-- title.en: Where a running count is divided, its parts make up the whole
SELECT w.period, w.measure
FROM running_count AS w
JOIN running_count AS p ON p.period = w.period AND p.measure = w.measure AND p.part <> 'total'
WHERE w.part = 'total'
GROUP BY w.period, w.measure, w.value_low, w.value_high, w.value_status
HAVING sum(p.value_low) > w.value_high OR sum(p.value_high) < w.value_low;
