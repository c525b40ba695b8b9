-- title.en: No stage counts more people than all complainants
SELECT s.id
FROM complaints AS s, complaints AS w
WHERE w.id = 'complainants' AND s.id IN ('named-in-orders', 'too-late')
  AND s.value_low > w.value_high;
