-- title.en: How many providers and kinds of source are named
-- unit.providers.en: providers
-- unit.source_kinds.en: kinds of source
SELECT
  (SELECT count(provider) FROM providers) AS providers,
  (SELECT count(id) FROM source_kinds) AS source_kinds;
