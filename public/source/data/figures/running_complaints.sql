-- title.en: Complaints, and later complainants, as announced
-- title.fr: Les plaintes, puis les plaignants, selon les annonces
-- field.period: running_count.period
-- field.measure: running_count.measure
-- field.value: running_count.value
SELECT period, measure, value, value_low, value_high, value_status, source
FROM running_count
WHERE measure IN ('complaints', 'complainants') AND part = 'total'
ORDER BY period, measure;
