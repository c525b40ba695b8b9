//go:build unix

package main

// prose is a paragraph of a length that people write.
const prose = `Nobody knows where the letters went, and nobody has asked the people who might know. The
carts were counted in the morning and again in the evening, and between the two counts the road was open to
everyone. What was found later does not settle the matter, because it was found *by others*, in another place,
and had been moved before it was written down. A count that was made afterwards cannot say more than that.`

const settings = `title:
  en: Letters that went astray
summary:
  en: Made-up data, to measure the program with.
publisher:
  en: The Daylight project
languages: [en]
published: 2026-11-23
period: 2025
licence: CC BY 4.0
about:
  en: A report on made-up data.
scope:
  en: Regions that do not exist.
independence:
  en: Independent of every post office.
contact:
  en: To report an error, open an issue.
`

const references = `references:
- id: made-up
  type: report
  title: A survey that was never made
  title-short: Survey
  author:
  - literal: Nobody
  issued: 2025
  URL: https://example.org/survey
  language: en
`

const schema = `{
  "name": "letters",
  "title": "Letters that went astray",
  "resources": [
    {
      "name": "letters",
      "path": "letters.csv",
      "title": "Letters",
      "description": "One row for each region; made-up data.",
      "schema": {
        "fields": [
          {"name": "region", "type": "string", "title": "Region", "description": "A region.", "constraints": {"pattern": "r[0-9]{7}"}},
          {"name": "letters", "type": "string", "daylight": "count", "title": "Letters", "description": "Letters that went astray.", "units": {"en": "letters"}, "constraints": {"minimum": 1}},
          {"name": "source", "type": "string", "daylight": "source", "title": "Source", "description": "Where the count was read."}
        ],
        "primaryKey": ["region"],
        "missingValues": [{"value": "[not published]", "label": "not published"}]
      }
    }
  ]
}
`

const totalsQuery = `-- title.en: All letters
-- rows: one
SELECT sum(letters) AS letters, count(*) AS regions FROM letters;
`

const chartQuery = `-- title.en: Ten regions, part %d
SELECT region, letters FROM letters WHERE region LIKE 'r%%%d' ORDER BY region LIMIT 10;
`

const chartSpec = `type: bar
query: part_%d
x: region
y: [letters]
title:
  en: Letters in ten regions
subtitle:
  en: Made-up data
unit:
  en: letters
source: [made-up]
`

// Hugo is given nothing to do but pages.
const hugoConfig = `baseURL = "https://example.org/"
title = "Letters that went astray"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
`

const hugoBase = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title><meta name="description" content="{{ .Params.summary }}"></head>
<body>
<header><a href="/">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>Made-up data.</footer>
</body>
</html>
`

const hugoSingle = `{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}
`

const hugoList = `{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`
