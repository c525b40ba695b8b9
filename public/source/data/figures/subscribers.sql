-- title.en: Subscriber information for the numbers that called the complainants named in production orders
-- title.fr: Les renseignements sur l’abonné pour les numéros qui ont appelé les plaignants nommés dans les ordonnances de communication
-- label.numbers.en: Numbers that called them
-- label.numbers.fr: Numéros qui les ont appelés
-- label.obtained_share.en: Share of the numbers for which subscriber information was obtained
-- label.obtained_share.fr: Part des numéros pour lesquels les renseignements sur l’abonné ont été obtenus
-- label.not_obtained_share.en: Share of the numbers for which it could not be obtained
-- label.not_obtained_share.fr: Part des numéros pour lesquels ils n’ont pas pu être obtenus
-- unit.complainants.en: people
-- unit.complainants.fr: personnes
-- unit.calls.en: calls
-- unit.calls.fr: appels
-- unit.numbers.en: numbers
-- unit.numbers.fr: numéros
-- unit.obtained.en: numbers
-- unit.obtained.fr: numéros
-- unit.not_obtained.en: numbers
-- unit.not_obtained.fr: numéros
-- unit.obtained_share.en: %
-- unit.obtained_share.fr: %
-- unit.not_obtained_share.en: %
-- unit.not_obtained_share.fr: %
-- field.obtained: numbers.resolved
-- field.not_obtained: numbers.unresolved
SELECT
  c.complainants,
  c.calls,
  c.numbers,
  n.resolved AS obtained,
  n.unresolved AS not_obtained,
  1.0 * n.resolved / c.numbers AS obtained_share,
  1.0 * n.unresolved / c.numbers AS not_obtained_share
FROM calls AS c
JOIN numbers AS n ON n.period = c.period
WHERE c.period = '2011-05-02' AND c.provider = 'total' AND n.provider_class = 'total';
