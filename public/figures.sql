-- Recomputes every figure of this report, and holds it against what was published.
-- In the folder of a downloaded copy of the site, run one of:
--
--   sqlite3 -safe -readonly report.db < figures.sql
--   sqlite3 :memory: < reproduce.sql
--
-- It prints a line for each figure, figure|published|recomputed|ok, with DIFFERS in
-- place of ok where the two are not the same. The last line is figures|N|ok|N.

CREATE TEMP TABLE _published (figure TEXT, query TEXT, "row" INTEGER, "column" TEXT, value TEXT);
CREATE TEMP TABLE _recomputed (query TEXT, "row" INTEGER, "column" TEXT, digits INTEGER, value, low, high, status);

-- data/figures/by_provider.sql
INSERT INTO _published VALUES
('by_provider[shaw-and-videotron].districts', 'by_provider', 1, 'districts', '56'),
('by_provider[shaw].districts', 'by_provider', 2, 'districts', '36'),
('by_provider[videotron].districts', 'by_provider', 3, 'districts', '20'),
('by_provider[rogers].districts', 'by_provider', 4, 'districts', '[not published]');
CREATE TEMP TABLE _result AS
-- title.en: Districts in the applications for production orders, by provider
-- title.fr: Les circonscriptions visées par les demandes d’ordonnances de communication, par fournisseur
-- unit.districts.en: districts
-- unit.districts.fr: circonscriptions
-- field.provider: districts.provider
-- field.districts: districts.districts
SELECT provider, districts, districts_low, districts_high, districts_status, source, confidence
FROM districts
WHERE province = 'total'
ORDER BY CASE provider
  WHEN 'shaw-and-videotron' THEN 1
  WHEN 'shaw' THEN 2
  WHEN 'videotron' THEN 3
  ELSE 4
END
;
INSERT INTO _recomputed SELECT 'by_provider', rowid, 'districts', 12, "districts", "districts_low", "districts_high", "districts_status" FROM _result;
DROP TABLE _result;

-- data/figures/by_province.sql
INSERT INTO _published VALUES
('by_province[bc].districts', 'by_province', 1, 'districts', '20'),
('by_province[qc].districts', 'by_province', 2, 'districts', '20'),
('by_province[ab].districts', 'by_province', 3, 'districts', '9'),
('by_province[mb].districts', 'by_province', 4, 'districts', '5'),
('by_province[on].districts', 'by_province', 5, 'districts', '2');
CREATE TEMP TABLE _result AS
-- title.en: Districts in the applications for Shaw’s and Videotron’s records, by province
-- title.fr: Les circonscriptions dans les demandes pour les registres de Shaw et de Vidéotron, par province
-- unit.districts.en: districts
-- unit.districts.fr: circonscriptions
-- field.province: districts.province
-- field.districts: districts.districts
SELECT province, districts, districts_low, districts_high, districts_status, source, confidence
FROM districts
WHERE provider = 'shaw-and-videotron' AND province <> 'total'
ORDER BY districts_low DESC, province
;
INSERT INTO _recomputed SELECT 'by_province', rowid, 'districts', 12, "districts", "districts_low", "districts_high", "districts_status" FROM _result;
DROP TABLE _result;

-- data/complaints.csv
INSERT INTO _published VALUES
('complaints[communications].value', 'complaints', 1, 'value', '>40000'),
('complaints[complainants].value', 'complaints', 2, 'value', '1726'),
('complaints[complaints].value', 'complaints', 3, 'value', '2448'),
('complaints[election-period].value', 'complaints', 4, 'value', '~100'),
('complaints[districts-asked].value', 'complaints', 5, 'value', '308'),
('complaints[districts-reporting].value', 'complaints', 6, 'value', '11'),
('complaints[districts-final].value', 'complaints', 7, 'value', '261'),
('complaints[recordings].value', 'complaints', 8, 'value', '2'),
('complaints[transcripts].value', 'complaints', 9, 'value', '1'),
('complaints[innocuous].value', 'complaints', 10, 'value', '2'),
('complaints[named-in-orders].value', 'complaints', 11, 'value', '129'),
('complaints[too-late].value', 'complaints', 12, 'value', '213'),
('complaints[not-shaw-customers].value', 'complaints', 13, 'value', '217'),
('complaints[not-shaw-districts].value', 'complaints', 14, 'value', '31');
INSERT INTO _recomputed SELECT 'complaints', rowid, 'value', 15, "value", "value_low", "value_high", "value_status" FROM "complaints";

-- data/contradictions.csv
INSERT INTO _published VALUES
('contradictions[districts-most].value', 'contradictions', 1, 'value', '261'),
('contradictions[districts-one].value', 'contradictions', 2, 'value', '260'),
('contradictions[counted-as-people].value', 'contradictions', 3, 'value', '1726'),
('contradictions[counted-as-complaints].value', 'contradictions', 4, 'value', '1726'),
('contradictions[guelph-included].value', 'contradictions', 5, 'value', '[not published]'),
('contradictions[some-refused].value', 'contradictions', 6, 'value', '[not published]'),
('contradictions[most-agreed].value', 'contradictions', 7, 'value', '[not published]');
INSERT INTO _recomputed SELECT 'contradictions', rowid, 'value', 15, "value", "value_low", "value_high", "value_status" FROM "contradictions";

-- data/cooperation.csv
INSERT INTO _published VALUES
('cooperation[service-providers-gave].companies', 'cooperation', 1, 'companies', '[not published]'),
('cooperation[conservative-telemarketers-agreed].companies', 'cooperation', 2, 'companies', '[not published]'),
('cooperation[telemarketers-kept-recordings].companies', 'cooperation', 3, 'companies', '2'),
('cooperation[telemarketers-told-location].companies', 'cooperation', 4, 'companies', '1');
INSERT INTO _recomputed SELECT 'cooperation', rowid, 'companies', 15, "companies", "companies_low", "companies_high", "companies_status" FROM "cooperation";

-- data/costs.csv
INSERT INTO _published VALUES
('costs[stated-at-release].value', 'costs', 1, 'value', '~650000'),
('costs[additional-2012].value', 'costs', 2, 'value', '239353'),
('costs[casual-employees-cost].value', 'costs', 3, 'value', '83000'),
('costs[casual-employees].value', 'costs', 4, 'value', '13'),
('costs[independent-review].value', 'costs', 5, 'value', '47825');
INSERT INTO _recomputed SELECT 'costs', rowid, 'value', 15, "value", "value_low", "value_high", "value_status" FROM "costs";

-- data/figures/listed.sql
INSERT INTO _published VALUES
('listed.providers', 'listed', 1, 'providers', '3'),
('listed.source_kinds', 'listed', 1, 'source_kinds', '4');
CREATE TEMP TABLE _result AS
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
  (SELECT count(id) FROM source_kinds) AS source_kinds
;
INSERT INTO _recomputed SELECT 'listed', rowid, 'providers', 12, "providers", NULL, NULL, NULL FROM _result;
INSERT INTO _recomputed SELECT 'listed', rowid, 'source_kinds', 12, "source_kinds", NULL, NULL, NULL FROM _result;
DROP TABLE _result;

-- data/numbers.csv
INSERT INTO _published VALUES
('numbers.resolved', 'numbers', 1, 'resolved', '949'),
('numbers.unresolved', 'numbers', 1, 'unresolved', '648');
INSERT INTO _recomputed SELECT 'numbers', rowid, 'resolved', 15, "resolved", "resolved_low", "resolved_high", "resolved_status" FROM "numbers";
INSERT INTO _recomputed SELECT 'numbers', rowid, 'unresolved', 15, "unresolved", "unresolved_low", "unresolved_high", "unresolved_status" FROM "numbers";

-- data/providers.csv
INSERT INTO _published VALUES
('providers[rogers].complainants', 'providers', 1, 'complainants', '[not published]'),
('providers[rogers].calls', 'providers', 1, 'calls', '[not published]'),
('providers[shaw].complainants', 'providers', 2, 'complainants', '[not published]'),
('providers[shaw].calls', 'providers', 2, 'calls', '[not published]'),
('providers[videotron].complainants', 'providers', 3, 'complainants', '[not published]'),
('providers[videotron].calls', 'providers', 3, 'calls', '[not published]');
INSERT INTO _recomputed SELECT 'providers', rowid, 'complainants', 15, "complainants", "complainants_low", "complainants_high", "complainants_status" FROM "providers";
INSERT INTO _recomputed SELECT 'providers', rowid, 'calls', 15, "calls", "calls_low", "calls_high", "calls_status" FROM "providers";

-- data/refusals.csv
INSERT INTO _published VALUES
('refusals[us-providers].asked', 'refusals', 1, 'asked', '[not published]'),
('refusals[us-providers].refused', 'refusals', 1, 'refused', '[not published]'),
('refusals[service-providers].asked', 'refusals', 2, 'asked', '[not published]'),
('refusals[service-providers].refused', 'refusals', 2, 'refused', '[not published]'),
('refusals[telemarketers-and-providers].asked', 'refusals', 3, 'asked', '[not published]'),
('refusals[telemarketers-and-providers].refused', 'refusals', 3, 'refused', '[not published]'),
('refusals[conservative-telemarketers].asked', 'refusals', 4, 'asked', '[not published]'),
('refusals[conservative-telemarketers].refused', 'refusals', 4, 'refused', '[not published]');
INSERT INTO _recomputed SELECT 'refusals', rowid, 'asked', 15, "asked", "asked_low", "asked_high", "asked_status" FROM "refusals";
INSERT INTO _recomputed SELECT 'refusals', rowid, 'refused', 15, "refused", "refused_low", "refused_high", "refused_status" FROM "refusals";

-- data/figures/running_communications.sql
INSERT INTO _published VALUES
('running_communications[2012-03-02].value', 'running_communications', 1, 'value', '>31000'),
('running_communications[2012-03-29].value', 'running_communications', 2, 'value', '~40000'),
('running_communications[2014-04].value', 'running_communications', 3, 'value', '>40000');
CREATE TEMP TABLE _result AS
-- title.en: Communications received, as announced
-- title.fr: Les communications reçues, telles qu’annoncées
-- unit.value.en: communications
-- unit.value.fr: communications
-- field.period: running_count.period
-- field.value: running_count.value
SELECT period, value, value_low, value_high, value_status, source
FROM running_count
WHERE measure = 'communications' AND part = 'total'
ORDER BY period
;
INSERT INTO _recomputed SELECT 'running_communications', rowid, 'value', 12, "value", "value_low", "value_high", "value_status" FROM _result;
DROP TABLE _result;

-- data/figures/running_complaints.sql
INSERT INTO _published VALUES
('running_complaints[../2012-02-22].value', 'running_complaints', 1, 'value', '99'),
('running_complaints[2012-03-15].value', 'running_complaints', 2, 'value', '>700'),
('running_complaints[2012-03-29].value', 'running_complaints', 3, 'value', '>800'),
('running_complaints[2012-05].value', 'running_complaints', 4, 'value', '1100'),
('running_complaints[2012-08].value', 'running_complaints', 5, 'value', '1394'),
('running_complaints[2012-11].value', 'running_complaints', 6, 'value', '1399'),
('running_complaints[2014-04].value', 'running_complaints', 7, 'value', '1726');
CREATE TEMP TABLE _result AS
-- title.en: Complaints, and later complainants, as announced
-- title.fr: Les plaintes, puis les plaignants, selon les annonces
-- field.period: running_count.period
-- field.measure: running_count.measure
-- field.value: running_count.value
SELECT period, measure, value, value_low, value_high, value_status, source
FROM running_count
WHERE measure IN ('complaints', 'complainants') AND part = 'total'
ORDER BY period, measure
;
INSERT INTO _recomputed SELECT 'running_complaints', rowid, 'value', 12, "value", "value_low", "value_high", "value_status" FROM _result;
DROP TABLE _result;

-- data/running_count.csv
INSERT INTO _published VALUES
('running_count[../2012-02-22/complaints/total].value', 'running_count', 1, 'value', '99'),
('running_count[../2012-02-22/districts/total].value', 'running_count', 2, 'value', '[not published]'),
('running_count[2012-03-02/communications/total].value', 'running_count', 3, 'value', '>31000'),
('running_count[2012-03-15/complaints/total].value', 'running_count', 4, 'value', '>700'),
('running_count[2012-03-15/districts/total].value', 'running_count', 5, 'value', '[not published]'),
('running_count[2012-03-29/communications/total].value', 'running_count', 6, 'value', '~40000'),
('running_count[2012-03-29/complaints/total].value', 'running_count', 7, 'value', '>800'),
('running_count[2012-03-29/districts/total].value', 'running_count', 8, 'value', '~200'),
('running_count[2012-05/complaints/total].value', 'running_count', 9, 'value', '1100'),
('running_count[2012-05/districts/total].value', 'running_count', 10, 'value', '[not published]'),
('running_count[2012-08/complaints/total].value', 'running_count', 11, 'value', '1394'),
('running_count[2012-08/districts/total].value', 'running_count', 12, 'value', '234'),
('running_count[2012-11/complaints/total].value', 'running_count', 13, 'value', '1399'),
('running_count[2012-11/complaints/before-reports].value', 'running_count', 14, 'value', '99'),
('running_count[2012-11/complaints/after-reports].value', 'running_count', 15, 'value', '1048'),
('running_count[2012-11/complaints/guelph].value', 'running_count', 16, 'value', '252'),
('running_count[2012-11/districts/total].value', 'running_count', 17, 'value', '247'),
('running_count[2014-04/communications/total].value', 'running_count', 18, 'value', '>40000'),
('running_count[2014-04/complainants/total].value', 'running_count', 19, 'value', '1726'),
('running_count[2014-04/districts/total].value', 'running_count', 20, 'value', '261');
INSERT INTO _recomputed SELECT 'running_count', rowid, 'value', 15, "value", "value_low", "value_high", "value_status" FROM "running_count";

-- data/figures/scale.sql
INSERT INTO _published VALUES
('scale[communications].value', 'scale', 1, 'value', '>40000'),
('scale[complainants].value', 'scale', 2, 'value', '1726'),
('scale[named-in-orders].value', 'scale', 3, 'value', '129'),
('scale[too-late].value', 'scale', 4, 'value', '213');
CREATE TEMP TABLE _result AS
-- title.en: From communications to production orders
-- title.fr: Des communications aux ordonnances de communication
-- field.id: complaints.id
-- field.value: complaints.value
SELECT id, value, value_low, value_high, value_status
FROM complaints
WHERE id IN ('communications', 'complainants', 'named-in-orders', 'too-late')
ORDER BY CASE id
  WHEN 'communications' THEN 1
  WHEN 'complainants' THEN 2
  WHEN 'named-in-orders' THEN 3
  ELSE 4
END
;
INSERT INTO _recomputed SELECT 'scale', rowid, 'value', 12, "value", "value_low", "value_high", "value_status" FROM _result;
DROP TABLE _result;

-- data/source_kinds.csv
INSERT INTO _published VALUES
('source_kinds[call-logs].matches', 'source_kinds', 1, 'matches', '[not published]'),
('source_kinds[political-numbers].matches', 'source_kinds', 2, 'matches', '[not published]'),
('source_kinds[crtc].matches', 'source_kinds', 3, 'matches', '[not published]'),
('source_kinds[anti-fraud-centre].matches', 'source_kinds', 4, 'matches', '[not published]');
INSERT INTO _recomputed SELECT 'source_kinds', rowid, 'matches', 15, "matches", "matches_low", "matches_high", "matches_status" FROM "source_kinds";

-- data/figures/subscribers.sql
INSERT INTO _published VALUES
('subscribers.complainants', 'subscribers', 1, 'complainants', '129'),
('subscribers.calls', 'subscribers', 1, 'calls', '6051'),
('subscribers.numbers', 'subscribers', 1, 'numbers', '1597'),
('subscribers.obtained', 'subscribers', 1, 'obtained', '949'),
('subscribers.not_obtained', 'subscribers', 1, 'not_obtained', '648'),
('subscribers.obtained_share', 'subscribers', 1, 'obtained_share', '0.594239198497'),
('subscribers.not_obtained_share', 'subscribers', 1, 'not_obtained_share', '0.405760801503');
CREATE TEMP TABLE _result AS
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
WHERE c.period = '2011-05-02' AND c.provider = 'total' AND n.provider_class = 'total'
;
INSERT INTO _recomputed SELECT 'subscribers', rowid, 'complainants', 12, "complainants", NULL, NULL, NULL FROM _result;
INSERT INTO _recomputed SELECT 'subscribers', rowid, 'calls', 12, "calls", NULL, NULL, NULL FROM _result;
INSERT INTO _recomputed SELECT 'subscribers', rowid, 'numbers', 12, "numbers", NULL, NULL, NULL FROM _result;
INSERT INTO _recomputed SELECT 'subscribers', rowid, 'obtained', 12, "obtained", NULL, NULL, NULL FROM _result;
INSERT INTO _recomputed SELECT 'subscribers', rowid, 'not_obtained', 12, "not_obtained", NULL, NULL, NULL FROM _result;
INSERT INTO _recomputed SELECT 'subscribers', rowid, 'obtained_share', 12, "obtained_share", NULL, NULL, NULL FROM _result;
INSERT INTO _recomputed SELECT 'subscribers', rowid, 'not_obtained_share', 12, "not_obtained_share", NULL, NULL, NULL FROM _result;
DROP TABLE _result;

-- Each value as the CSV files write it: 6051, 0.59, >40000, <5, 0..249, ~100, [withheld].
CREATE TEMP TABLE _written AS
WITH ends AS (
  SELECT query, "row", "column", digits, value, coalesce(low, value) AS low, coalesce(high, value) AS high,
    coalesce(status, CASE WHEN low IS NULL OR low = high THEN 'exact' WHEN low = -9e999 OR high = 9e999 THEN 'bound' ELSE 'band' END) AS status
  FROM _recomputed
),
general AS (
  SELECT *, printf('%.*g', digits, low) AS low_general, printf('%.*g', digits, high) AS high_general FROM ends
),
texts AS (
  SELECT *,
  CASE
    WHEN typeof(low) = 'integer' THEN CAST(low AS TEXT)
    WHEN low = 0 THEN '0'
    WHEN low_general NOT LIKE '%e%' THEN low_general
    WHEN low_general LIKE '%e+%' THEN replace(substr(low_general, 1, instr(low_general, 'e') - 1), '.', '') || substr(printf('%.400c', '0'), 1,
      CAST(substr(low_general, instr(low_general, 'e') + 1) AS INTEGER) - max(0, instr(low_general, 'e') - 1 - instr(low_general || '.', '.')) * (low_general LIKE '%.%'))
    ELSE rtrim(printf('%.*f', digits - 1 - CAST(substr(low_general, instr(low_general, 'e') + 1) AS INTEGER), low), '0')
  END AS low_text,
  CASE
    WHEN typeof(high) = 'integer' THEN CAST(high AS TEXT)
    WHEN high = 0 THEN '0'
    WHEN high_general NOT LIKE '%e%' THEN high_general
    WHEN high_general LIKE '%e+%' THEN replace(substr(high_general, 1, instr(high_general, 'e') - 1), '.', '') || substr(printf('%.400c', '0'), 1,
      CAST(substr(high_general, instr(high_general, 'e') + 1) AS INTEGER) - max(0, instr(high_general, 'e') - 1 - instr(high_general || '.', '.')) * (high_general LIKE '%.%'))
    ELSE rtrim(printf('%.*f', digits - 1 - CAST(substr(high_general, instr(high_general, 'e') + 1) AS INTEGER), high), '0')
  END AS high_text
  FROM general
)
SELECT query, "row", "column", CASE
  WHEN status IN ('withheld', 'not published', 'not applicable') THEN '[' || status || ']'
  WHEN typeof(value) = 'text' THEN replace(value, char(10), ' ')
  WHEN status = 'approximate' THEN '~' || low_text
  WHEN status = 'band' THEN low_text || '..' || high_text
  WHEN status <> 'bound' THEN low_text
  WHEN high <> 9e999 AND high_text LIKE '%.%' THEN '<' || high_text
  WHEN high <> 9e999 THEN '<' || (CAST(high_text AS INTEGER) + 1)
  WHEN low_text LIKE '%.%' THEN '>' || low_text
  WHEN low = 0 THEN '>=0'
  ELSE '>' || (CAST(low_text AS INTEGER) - 1)
END AS value
FROM texts;

CREATE TEMP TABLE _compared AS
SELECT p.rowid AS place, p.figure, p.value AS published, r.value AS recomputed, p.value IS r.value AS same
FROM _published AS p LEFT JOIN _written AS r USING (query, "row", "column")
ORDER BY p.rowid;

SELECT figure, published, recomputed, CASE WHEN same THEN 'ok' ELSE 'DIFFERS' END FROM _compared ORDER BY place;
SELECT 'figures', count(*), 'ok', coalesce(sum(same), 0) FROM _compared;
