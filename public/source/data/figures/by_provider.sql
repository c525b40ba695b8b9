-- title.en: Districts in the applications for production orders, by provider
-- title.fr: Les circonscriptions visées par les demandes d’ordonnances de communication, par fournisseur
-- unit.districts.en: districts
-- unit.districts.fr: circonscriptions
-- field.provider: districts.provider
-- field.districts: districts.districts
SELECT provider, districts, districts_low, districts_high, districts_status, source, confidence
FROM districts
WHERE province = 'total'
ORDER BY CASE provider
  WHEN 'shaw-and-videotron' THEN 1
  WHEN 'shaw' THEN 2
  WHEN 'videotron' THEN 3
  ELSE 4
END;
