-- title.en: The growth of visits from the first year to the last
-- title.fr: La hausse des visites de la première année à la dernière
-- label.share.en: Growth of visits
-- label.share.fr: Hausse des visites
-- unit.share.en: %
-- unit.share.fr: %
-- rows: one
-- A count that is not known exactly has no number, and no sum of it would be true: hence the status.
SELECT 1.0 * (l.visits - f.visits) / f.visits AS share
FROM visits AS f, visits AS l
WHERE f.year = '2021' AND f.visits_status = 'exact' AND l.year = '2025' AND l.visits_status = 'exact';
