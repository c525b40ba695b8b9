-- Recomputes every figure of this report from the published CSV files alone.
-- In the folder of a downloaded copy of the site, run:
--
--   sqlite3 :memory: < reproduce.sql
--
-- Each table is imported as text, then typed: of a count f, f is the exact value or NULL,
-- f_low and f_high are its lowest and highest possible values, f_status says which kind
-- it is. The figures are those of figures.sql. The last line is figures|N|ok|N.
.bail on

CREATE TABLE "_csv_calls" ("period" TEXT, "provider" TEXT, "complainants" TEXT, "calls" TEXT, "numbers" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/calls.csv _csv_calls
CREATE TABLE "calls" ("period" TEXT, "provider" TEXT, "complainants" INTEGER, "complainants_low" INTEGER AS ("complainants"), "complainants_high" INTEGER AS ("complainants"), "complainants_status" TEXT AS ('exact'), "calls" INTEGER, "calls_low" INTEGER AS ("calls"), "calls_high" INTEGER AS ("calls"), "calls_status" TEXT AS ('exact'), "numbers" INTEGER, "numbers_low" INTEGER AS ("numbers"), "numbers_high" INTEGER AS ("numbers"), "numbers_status" TEXT AS ('exact'), "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "calls" ("period", "provider", "complainants", "calls", "numbers", "source", "confidence", "read_at")
SELECT [period],
  [provider],
  [complainants],
  [calls],
  [numbers],
  [source],
  [confidence],
  [read_at]
FROM "_csv_calls";
DROP TABLE "_csv_calls";

CREATE TABLE "_csv_numbers" ("period" TEXT, "provider_class" TEXT, "resolved" TEXT, "unresolved" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/numbers.csv _csv_numbers
CREATE TABLE "numbers" ("period" TEXT, "provider_class" TEXT, "resolved" INTEGER, "resolved_low" INTEGER AS ("resolved"), "resolved_high" INTEGER AS ("resolved"), "resolved_status" TEXT AS ('exact'), "unresolved" INTEGER, "unresolved_low" INTEGER AS ("unresolved"), "unresolved_high" INTEGER AS ("unresolved"), "unresolved_status" TEXT AS ('exact'), "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "numbers" ("period", "provider_class", "resolved", "unresolved", "source", "confidence", "read_at")
SELECT [period],
  [provider_class],
  [resolved],
  [unresolved],
  [source],
  [confidence],
  [read_at]
FROM "_csv_numbers";
DROP TABLE "_csv_numbers";

CREATE TABLE "_csv_refusals" ("id" TEXT, "period" TEXT, "provider" TEXT, "provider_class" TEXT, "basis" TEXT, "asked" TEXT, "refused" TEXT, "extent" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/refusals.csv _csv_refusals
CREATE TABLE "refusals" ("id" TEXT, "period" TEXT, "provider" TEXT, "provider_class" TEXT, "basis" TEXT, "asked" INTEGER, "asked_low" ANY, "asked_high" ANY, "asked_status" TEXT, "refused" INTEGER, "refused_low" ANY, "refused_high" ANY, "refused_status" TEXT, "extent" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "refusals" ("id", "period", "provider", "provider_class", "basis", "asked", "asked_low", "asked_high", "asked_status", "refused", "refused_low", "refused_high", "refused_status", "extent", "source", "confidence", "read_at")
SELECT [id],
  [period],
  [provider],
  [provider_class],
  [basis],
  iif([asked] GLOB '*[^0-9]*' OR [asked] = '', NULL, [asked]),
  CASE [asked] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([asked], 1, 1) WHEN '>' THEN substr([asked], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([asked], 2) + 0 ELSE CAST([asked] AS INTEGER) END END,
  CASE [asked] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([asked], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([asked], 2) - 1 WHEN '~' THEN substr([asked], 2) + 0 ELSE CAST(iif(instr([asked], '..'), substr([asked], instr([asked], '..') + 2), [asked]) AS INTEGER) END END,
  CASE [asked] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([asked], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([asked], '..'), 'band', 'exact') END END,
  iif([refused] GLOB '*[^0-9]*' OR [refused] = '', NULL, [refused]),
  CASE [refused] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([refused], 1, 1) WHEN '>' THEN substr([refused], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([refused], 2) + 0 ELSE CAST([refused] AS INTEGER) END END,
  CASE [refused] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([refused], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([refused], 2) - 1 WHEN '~' THEN substr([refused], 2) + 0 ELSE CAST(iif(instr([refused], '..'), substr([refused], instr([refused], '..') + 2), [refused]) AS INTEGER) END END,
  CASE [refused] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([refused], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([refused], '..'), 'band', 'exact') END END,
  [extent],
  [source],
  [confidence],
  [read_at]
FROM "_csv_refusals";
DROP TABLE "_csv_refusals";

CREATE TABLE "_csv_cooperation" ("id" TEXT, "extent" TEXT, "companies" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/cooperation.csv _csv_cooperation
CREATE TABLE "cooperation" ("id" TEXT, "extent" TEXT, "companies" INTEGER, "companies_low" ANY, "companies_high" ANY, "companies_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "cooperation" ("id", "extent", "companies", "companies_low", "companies_high", "companies_status", "source", "confidence", "read_at")
SELECT [id],
  [extent],
  iif([companies] GLOB '*[^0-9]*' OR [companies] = '', NULL, [companies]),
  CASE [companies] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([companies], 1, 1) WHEN '>' THEN substr([companies], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([companies], 2) + 0 ELSE CAST([companies] AS INTEGER) END END,
  CASE [companies] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([companies], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([companies], 2) - 1 WHEN '~' THEN substr([companies], 2) + 0 ELSE CAST(iif(instr([companies], '..'), substr([companies], instr([companies], '..') + 2), [companies]) AS INTEGER) END END,
  CASE [companies] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([companies], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([companies], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_cooperation";
DROP TABLE "_csv_cooperation";

CREATE TABLE "_csv_providers" ("provider" TEXT, "complainants" TEXT, "calls" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/providers.csv _csv_providers
CREATE TABLE "providers" ("provider" TEXT, "complainants" INTEGER, "complainants_low" ANY, "complainants_high" ANY, "complainants_status" TEXT, "calls" INTEGER, "calls_low" ANY, "calls_high" ANY, "calls_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "providers" ("provider", "complainants", "complainants_low", "complainants_high", "complainants_status", "calls", "calls_low", "calls_high", "calls_status", "source", "confidence", "read_at")
SELECT [provider],
  iif([complainants] GLOB '*[^0-9]*' OR [complainants] = '', NULL, [complainants]),
  CASE [complainants] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([complainants], 1, 1) WHEN '>' THEN substr([complainants], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([complainants], 2) + 0 ELSE CAST([complainants] AS INTEGER) END END,
  CASE [complainants] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([complainants], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([complainants], 2) - 1 WHEN '~' THEN substr([complainants], 2) + 0 ELSE CAST(iif(instr([complainants], '..'), substr([complainants], instr([complainants], '..') + 2), [complainants]) AS INTEGER) END END,
  CASE [complainants] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([complainants], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([complainants], '..'), 'band', 'exact') END END,
  iif([calls] GLOB '*[^0-9]*' OR [calls] = '', NULL, [calls]),
  CASE [calls] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([calls], 1, 1) WHEN '>' THEN substr([calls], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([calls], 2) + 0 ELSE CAST([calls] AS INTEGER) END END,
  CASE [calls] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([calls], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([calls], 2) - 1 WHEN '~' THEN substr([calls], 2) + 0 ELSE CAST(iif(instr([calls], '..'), substr([calls], instr([calls], '..') + 2), [calls]) AS INTEGER) END END,
  CASE [calls] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([calls], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([calls], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_providers";
DROP TABLE "_csv_providers";

CREATE TABLE "_csv_complaints" ("id" TEXT, "unit" TEXT, "value" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/complaints.csv _csv_complaints
CREATE TABLE "complaints" ("id" TEXT, "unit" TEXT, "value" INTEGER, "value_low" ANY, "value_high" ANY, "value_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "complaints" ("id", "unit", "value", "value_low", "value_high", "value_status", "source", "confidence", "read_at")
SELECT [id],
  [unit],
  iif([value] GLOB '*[^0-9]*' OR [value] = '', NULL, [value]),
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([value], 1, 1) WHEN '>' THEN substr([value], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST([value] AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([value], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([value], 2) - 1 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST(iif(instr([value], '..'), substr([value], instr([value], '..') + 2), [value]) AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([value], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([value], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_complaints";
DROP TABLE "_csv_complaints";

CREATE TABLE "_csv_running_count" ("period" TEXT, "measure" TEXT, "part" TEXT, "value" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/running_count.csv _csv_running_count
CREATE TABLE "running_count" ("period" TEXT, "measure" TEXT, "part" TEXT, "value" INTEGER, "value_low" ANY, "value_high" ANY, "value_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "running_count" ("period", "measure", "part", "value", "value_low", "value_high", "value_status", "source", "confidence", "read_at")
SELECT [period],
  [measure],
  [part],
  iif([value] GLOB '*[^0-9]*' OR [value] = '', NULL, [value]),
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([value], 1, 1) WHEN '>' THEN substr([value], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST([value] AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([value], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([value], 2) - 1 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST(iif(instr([value], '..'), substr([value], instr([value], '..') + 2), [value]) AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([value], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([value], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_running_count";
DROP TABLE "_csv_running_count";

CREATE TABLE "_csv_districts" ("province" TEXT, "provider" TEXT, "districts" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/districts.csv _csv_districts
CREATE TABLE "districts" ("province" TEXT, "provider" TEXT, "districts" INTEGER, "districts_low" ANY, "districts_high" ANY, "districts_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "districts" ("province", "provider", "districts", "districts_low", "districts_high", "districts_status", "source", "confidence", "read_at")
SELECT [province],
  [provider],
  iif([districts] GLOB '*[^0-9]*' OR [districts] = '', NULL, [districts]),
  CASE [districts] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([districts], 1, 1) WHEN '>' THEN substr([districts], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([districts], 2) + 0 ELSE CAST([districts] AS INTEGER) END END,
  CASE [districts] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([districts], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([districts], 2) - 1 WHEN '~' THEN substr([districts], 2) + 0 ELSE CAST(iif(instr([districts], '..'), substr([districts], instr([districts], '..') + 2), [districts]) AS INTEGER) END END,
  CASE [districts] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([districts], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([districts], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_districts";
DROP TABLE "_csv_districts";

CREATE TABLE "_csv_source_kinds" ("id" TEXT, "matches" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/source_kinds.csv _csv_source_kinds
CREATE TABLE "source_kinds" ("id" TEXT, "matches" INTEGER, "matches_low" ANY, "matches_high" ANY, "matches_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "source_kinds" ("id", "matches", "matches_low", "matches_high", "matches_status", "source", "confidence", "read_at")
SELECT [id],
  iif([matches] GLOB '*[^0-9]*' OR [matches] = '', NULL, [matches]),
  CASE [matches] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([matches], 1, 1) WHEN '>' THEN substr([matches], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([matches], 2) + 0 ELSE CAST([matches] AS INTEGER) END END,
  CASE [matches] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([matches], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([matches], 2) - 1 WHEN '~' THEN substr([matches], 2) + 0 ELSE CAST(iif(instr([matches], '..'), substr([matches], instr([matches], '..') + 2), [matches]) AS INTEGER) END END,
  CASE [matches] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([matches], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([matches], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_source_kinds";
DROP TABLE "_csv_source_kinds";

CREATE TABLE "_csv_not_published" ("id" TEXT, "subject" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/not_published.csv _csv_not_published
CREATE TABLE "not_published" ("id" TEXT, "subject" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "not_published" ("id", "subject", "source", "confidence", "read_at")
SELECT [id],
  [subject],
  [source],
  [confidence],
  [read_at]
FROM "_csv_not_published";
DROP TABLE "_csv_not_published";

CREATE TABLE "_csv_timeline" ("period" TEXT, "event" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/timeline.csv _csv_timeline
CREATE TABLE "timeline" ("period" TEXT, "event" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "timeline" ("period", "event", "source", "confidence", "read_at")
SELECT [period],
  [event],
  [source],
  [confidence],
  [read_at]
FROM "_csv_timeline";
DROP TABLE "_csv_timeline";

CREATE TABLE "_csv_costs" ("id" TEXT, "unit" TEXT, "value" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/costs.csv _csv_costs
CREATE TABLE "costs" ("id" TEXT, "unit" TEXT, "value" INTEGER, "value_low" ANY, "value_high" ANY, "value_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "costs" ("id", "unit", "value", "value_low", "value_high", "value_status", "source", "confidence", "read_at")
SELECT [id],
  [unit],
  iif([value] GLOB '*[^0-9]*' OR [value] = '', NULL, [value]),
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([value], 1, 1) WHEN '>' THEN substr([value], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST([value] AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([value], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([value], 2) - 1 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST(iif(instr([value], '..'), substr([value], instr([value], '..') + 2), [value]) AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([value], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([value], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_costs";
DROP TABLE "_csv_costs";

CREATE TABLE "_csv_contradictions" ("reading" TEXT, "matter" TEXT, "value" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/contradictions.csv _csv_contradictions
CREATE TABLE "contradictions" ("reading" TEXT, "matter" TEXT, "value" INTEGER, "value_low" ANY, "value_high" ANY, "value_status" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "contradictions" ("reading", "matter", "value", "value_low", "value_high", "value_status", "source", "confidence", "read_at")
SELECT [reading],
  [matter],
  iif([value] GLOB '*[^0-9]*' OR [value] = '', NULL, [value]),
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 0 ELSE CASE substr([value], 1, 1) WHEN '>' THEN substr([value], 2) + 1 WHEN '<' THEN 0 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST([value] AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN NULL WHEN '[not published]' THEN 9e999 ELSE CASE substr([value], 1, 1) WHEN '>' THEN 9e999 WHEN '<' THEN substr([value], 2) - 1 WHEN '~' THEN substr([value], 2) + 0 ELSE CAST(iif(instr([value], '..'), substr([value], instr([value], '..') + 2), [value]) AS INTEGER) END END,
  CASE [value] WHEN '[not applicable]' THEN 'not applicable' WHEN '[not published]' THEN 'not published' ELSE CASE substr([value], 1, 1) WHEN '>' THEN 'bound' WHEN '<' THEN 'bound' WHEN '~' THEN 'approximate' ELSE iif(instr([value], '..'), 'band', 'exact') END END,
  [source],
  [confidence],
  [read_at]
FROM "_csv_contradictions";
DROP TABLE "_csv_contradictions";

CREATE TABLE "_csv_elections" ("period" TEXT, "election" TEXT, "called" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT);
.import --csv --skip 1 source/data/elections.csv _csv_elections
CREATE TABLE "elections" ("period" TEXT, "election" TEXT, "called" TEXT, "source" TEXT, "confidence" TEXT, "read_at" TEXT) STRICT;
INSERT INTO "elections" ("period", "election", "called", "source", "confidence", "read_at")
SELECT [period],
  [election],
  [called],
  [source],
  [confidence],
  [read_at]
FROM "_csv_elections";
DROP TABLE "_csv_elections";

.read figures.sql
