-- title.en: Every election has a published total of calls and of numbers
SELECT e.period
FROM elections AS e
LEFT JOIN calls AS c ON c.period = e.period AND c.provider = 'total'
LEFT JOIN numbers AS n ON n.period = e.period AND n.provider_class = 'total'
WHERE c.period IS NULL OR n.period IS NULL;
