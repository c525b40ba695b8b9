-- title.en: No more recordings and transcripts were found innocuous than were supplied
SELECT i.id
FROM complaints AS i
WHERE i.id = 'innocuous'
  AND i.value_low > (SELECT sum(value_high) FROM complaints WHERE id IN ('recordings', 'transcripts'));
