-- title.en: How many providers and kinds of source are named
-- label.providers.en: Providers named in the applications
-- label.source_kinds.en: Kinds of source that each number was checked against
-- unit.providers.en: providers
-- unit.source_kinds.en: kinds of source
SELECT
  (SELECT count(provider) FROM providers) AS providers,
  (SELECT count(id) FROM source_kinds) AS source_kinds;
