-- title.en: How many providers and kinds of source are named
-- title.fr: Combien de fournisseurs et de genres de sources sont nommés
-- label.providers.en: Providers named in the applications
-- label.providers.fr: Fournisseurs nommés dans les demandes
-- label.source_kinds.en: Kinds of source that each number was checked against
-- label.source_kinds.fr: Genres de sources auxquels chaque numéro a été comparé
-- unit.providers.en: providers
-- unit.providers.fr: fournisseurs
-- unit.source_kinds.en: kinds of source
-- unit.source_kinds.fr: genres de sources
SELECT
  (SELECT count(provider) FROM providers) AS providers,
  (SELECT count(id) FROM source_kinds) AS source_kinds;
