-- title.en: Numbers with and without subscriber information make up all numbers
SELECT c.period
FROM calls AS c
JOIN numbers AS n ON n.period = c.period AND n.provider_class = c.provider
WHERE n.resolved + n.unresolved <> c.numbers;
