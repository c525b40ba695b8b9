-- title.en: Calls by street
-- title.he: שיחות לפי רחוב
-- label.share.en: Share of all calls
-- label.share.he: חלק מכל השיחות
-- unit.share.en: %
-- unit.share.he: %
SELECT street, calls, 1.0 * calls / (SELECT calls FROM streets WHERE street = 'total') AS share
FROM streets
WHERE street <> 'total'
ORDER BY street;
