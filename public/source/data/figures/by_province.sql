-- title.en: Districts in the applications for Shaw’s and Videotron’s records, by province
-- title.fr: Les circonscriptions dans les demandes pour les registres de Shaw et de Vidéotron, par province
-- unit.districts.en: districts
-- unit.districts.fr: circonscriptions
-- field.province: districts.province
-- field.districts: districts.districts
SELECT province, districts, districts_low, districts_high, districts_status, source, confidence
FROM districts
WHERE provider = 'shaw-and-videotron' AND province <> 'total'
ORDER BY districts_low DESC, province;
