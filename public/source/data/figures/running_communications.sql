-- title.en: Communications received, as announced
-- title.fr: Les communications reçues, telles qu’annoncées
-- unit.value.en: communications
-- unit.value.fr: communications
-- field.period: running_count.period
-- field.value: running_count.value
SELECT period, value, value_low, value_high, value_status, source
FROM running_count
WHERE measure = 'communications' AND part = 'total'
ORDER BY period;
