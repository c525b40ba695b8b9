-- title.en: Shares in the last year
-- title.fr: Les parts, dans la dernière année
-- label.not_found.en: Share of numbers whose subscriber was not found
-- label.not_found.fr: Part des numéros dont l’abonné n’a pas été trouvé
-- label.internet.en: Share of these that are lines over the internet
-- label.internet.fr: Part de ceux-ci qui sont des lignes par internet
-- unit.not_found.en: %
-- unit.not_found.fr: %
-- unit.internet.en: %
-- unit.internet.fr: %
-- rows: one
SELECT 1.0 * t.unresolved / (t.resolved + t.unresolved) AS not_found, 1.0 * i.unresolved / t.unresolved AS internet
FROM numbers AS t, numbers AS i
WHERE t.period = '2025' AND t.provider_class = 'total' AND i.period = '2025' AND i.provider_class = 'internet';
