-- title.en: From communications to production orders
-- title.fr: Des communications aux ordonnances de communication
-- field.id: complaints.id
-- field.value: complaints.value
SELECT id, value, value_low, value_high, value_status
FROM complaints
WHERE id IN ('communications', 'complainants', 'named-in-orders', 'too-late')
ORDER BY CASE id
  WHEN 'communications' THEN 1
  WHEN 'complainants' THEN 2
  WHEN 'named-in-orders' THEN 3
  ELSE 4
END;
