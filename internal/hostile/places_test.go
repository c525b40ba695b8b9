package hostile

import (
	"strings"
)

const words = "harmless words"

// write writes a project in which a string stands at every place.
func write(choose choice) *paper {
	p := newPaper(choose)
	writeReport(p)
	writeSchema(p)
	writeTable(p)
	writeQueries(p)
	writeCharts(p)
	writeReferences(p)
	writeHome(p)
	writePage(p)
	writeRaw(p)
	writeTexts(p)
	writeNames(p)
	return p
}

func writeReport(p *paper) {
	const file = "content/report.yaml"
	for _, key := range []string{"title", "summary", "publisher", "about", "scope", "independence", "contact"} {
		p.add(file, key+":\n")
		p.put(file, place("report."+key), "  en: ", quoted, "", words)
	}
	p.put(file, "report.languages", "languages: [", quoted, "]", "en")
	p.put(file, "report.published", "published: ", quoted, "", "2026-11-23")
	p.put(file, "report.period", "period: ", quoted, "", "2011")
	p.put(file, "report.licence", "licence: ", quoted, "", words)
	p.put(file, "report.base_url", "base_url: ", quoted, "", "https://example.org/")
	p.put(file, "report.base_url path", "# ", raw, "", words)
	p.put(file, "report.key", "", quoted, ": x", "")
}

func writeSchema(p *paper) {
	const file = "data/datapackage.json"
	text := func(at place, before, after string) { p.put(file, at, before, quoted, after, words) }
	p.add(file, "{\n\"name\": \"made-up\",\n")
	text("package.title", `"titles": {"en": `, "},")
	text("package.description", `"descriptions": {"en": `, "},")
	text("package.title plain", `"title": `, ",")
	text("package.licence", `"licenses": [{"name": "CC-BY-4.0", "path": "https://example.org/", "title": `, "}],")
	text("package.source", `"sources": [{"path": "https://example.org/", "title": `, "}],")
	p.put(file, "package.key", "", quoted, `: "x",`, "")
	p.add(file, `"resources": [{"name": "cells",`+"\n")
	p.put(file, "table.path", `"path": `, quoted, ",", "cells.csv")
	text("table.title", `"titles": {"en": `, "},")
	text("table.description", `"descriptions": {"en": `, "},")
	text("table.unit", `"daylight": {"threshold": 2, "unit": {"en": `, "}},")
	p.add(file, `"schema": {"primaryKey": ["id"], "missingValues": [{"value": "[withheld]", "label": "withheld",`+"\n")
	text("missing.description", `"descriptions": {"en": `, "}}],")
	p.add(file, `"fields": [{"name": "id", "type": "string",`+"\n")
	text("field.title", `"titles": {"en": `, "},")
	text("field.description", `"descriptions": {"en": `, "}},")
	p.add(file, `{"name": "words", "type": "string", "titles": {"en": "Words"}},`+"\n"+
		`{"name": "kind", "type": "string", "titles": {"en": "Kind"}, "categories": [{"value": "a", "label": "a",`+"\n")
	text("category.label", `"labels": {"en": `, "}},")
	p.put(file, "category.value", `{"label": "b", "labels": {"en": "b"}, "value": `, quoted, "}]},", "b")
	p.add(file, `{"name": "amount", "type": "string", "daylight": "count", "titles": {"en": "Amount"},`+"\n")
	text("field.unit", `"units": {"en": `, "}},")
	p.add(file, `{"name": "source", "type": "string", "daylight": "source", "titles": {"en": "Source"},`+"\n")
	p.put(file, "field.pattern", `"constraints": {"pattern": `, quoted, "}},", ".*")
	p.add(file, `{"titles": {"en": "Day"}, "type": "string", "daylight": "period",`+"\n")
	p.put(file, "field.name", `"name": `, quoted, "}", "day")
	p.add(file, "]}}\n")
	p.put(file, "table.name", `,{"path": "other.csv", "schema": {"fields": [{"name": "a", "type": "string"}]}, "name": `, quoted, "}", "")
	p.put(file, "foreign key", `,{"path": "third.csv", "name": "third", "schema": {"fields": [{"name": "a", "type": "string"}], "primaryKey": `, quoted, "}}", "")
	p.add(file, "]}\n")
}

func writeTable(p *paper) {
	const file = "data/cells.csv"
	p.put(file, "header", "id,words,kind,amount,source,", cell, "", "day")
	p.put(file, "cell.text", "a,", cell, ",a,3,notes,2011", words)
	p.put(file, "category.value", "b,b,", cell, ",4,notes,2011", "b")
	p.put(file, "cell.key", "", cell, ",c,a,5,notes,2011", "c")
	p.put(file, "cell.count", "d,d,a,", cell, ",notes,2011", "6")
	p.put(file, "cell.source", "e,e,a,7,", cell, ",2011", "notes")
	p.put(file, "cell.period", "f,f,a,8,notes,", cell, "", "2011")
	p.add(file, "g,g,a,[withheld],notes,2011\nh,h,a,[withheld],notes,2011\n")
	p.put(file, "cell.text as it is", "i,", raw, ",a,9,notes,2011", words)
}

func writeQueries(p *paper) {
	const file = "data/figures/made.sql"
	p.put(file, "query.title", "-- title.en: ", raw, "", words)
	p.put(file, "query.label", "-- label.words.en: ", raw, "", words)
	p.put(file, "query.unit", "-- unit.amount.en: ", raw, "", words)
	p.put(file, "query.field", "-- field.words: ", raw, "", "cells.words")
	p.put(file, "query.comment", "SELECT id, -- ", raw, "", words)
	p.put(file, "query.text", "  words || ", sqlText, " AS words,", words)
	p.put(file, "query.name", "  words AS ", sqlName, ",", "more")
	p.put(file, "query.remark", "  /* ", raw, " */", words)
	p.add(file, "  amount, amount_low, amount_high, amount_status\nFROM cells WHERE id IN ('a', 'b') ORDER BY id;\n")
	p.put("data/figures/broken.sql", "query", "-- title.en: x\nSELECT 'a' AS a, ", raw, "", "")
	p.put("data/checks/made.sql", "check.title", "-- title: ", raw, "\nSELECT id FROM cells WHERE id = 'never'", "")
	p.put("data/checks/cells.sql", "check.name", "-- title: x\nSELECT words AS ", sqlName, " FROM cells WHERE id = 'never'", "")
	const sums = "data/identities.yaml"
	p.put(sums, "identity", "identities:\n- name: x\n  holds: ", quoted, "", "")
	p.put("content/personal.yaml", "personal.reason", "allowed:\n- place: data/cells.csv#words\n  kind: email\n  reason: {en: ", quoted, "}", "")
}

func writeCharts(p *paper) {
	const file = "content/charts/drawn.yaml"
	text := func(at place, before, after string) { p.put(file, at, before, quoted, after, words) }
	p.add(file, "type: bar\nquery: made\nx: words\ny: [amount]\nsource: [notes]\nlabels:\n")
	text("chart.label", "  amount: {en: ", "}")
	p.add(file, "title:\n")
	text("chart.title", "  en: ", "")
	p.add(file, "subtitle:\n")
	text("chart.subtitle", "  en: ", "")
	p.add(file, "unit:\n")
	text("chart.unit", "  en: ", "")
	p.add(file, "notes:\n")
	text("chart.note", "  en: ", "")
	p.add(file, "marks:\n")
	text("chart.mark", "  - {value: 'cells[a].amount', text: {en: ", "}}")
	for at, line := range map[place]string{"type": "type: S\nquery: made\nx: words\n", "query": "type: bar\nquery: S\nx: words\n", "x": "type: bar\nquery: made\nx: S\n"} {
		before, after, _ := strings.Cut(line, "S")
		p.put("content/charts/bad-"+string(at)+".yaml", "chart."+at, before, quoted, after+"y: [amount]\ntitle: {en: x}\nsubtitle: {en: x}\nunit: {en: x}\nsource: [notes]", "")
	}
}

func writeReferences(p *paper) {
	const file = "content/references.yaml"
	p.add(file, "references:\n- id: notes\n  type: document\n")
	for _, key := range []string{"title", "title-short", "publisher", "container-title", "note"} {
		p.put(file, place("reference."+key), "  "+key+": ", quoted, "", words)
	}
	p.put(file, "reference.author", "  author: [{literal: ", quoted, "}]", words)
	p.put(file, "reference.URL", "  URL: ", quoted, "", "https://example.org/notes")
	p.put(file, "reference.issued", "  issued: ", quoted, "", "2014")
	p.put(file, "reference.language", "  language: ", quoted, "", "en")
	p.put(file, "reference.type", "- title: x\n  id: unused\n  type: ", quoted, "", "")
	p.put(file, "reference.id", "- title: x\n  type: document\n  id: ", quoted, "", "")
	p.put(file, "reference as it is", "# ", raw, "", words)
}

func front(p *paper, file, name string) {
	p.add(file, "---\n")
	for _, key := range []string{"title", "summary", "nav"} {
		p.put(file, place(name+"."+key), key+": ", quoted, "", words)
	}
}

func writeHome(p *paper) {
	const file = "content/en/index.md"
	front(p, file, "home")
	p.put(file, "home.lead", "lead: ", quoted, "", words)
	p.add(file, "---\n\nWords.\n\n")
	p.put(file, "caption of pages", "![", escaped, "](pages:findings)", words)
	p.add(file, "\nMore words.\n\n![Key figures](strip:made)\n")
}

// writePage writes a page on which every string means itself, so that its structure may
// not depend on it.
func writePage(p *paper) {
	const file = "content/en/findings/meant.md"
	front(p, file, "page")
	p.add(file, "---\n\nWords [@notes].\n\n")
	for _, c := range []struct {
		at            place
		before, after string
	}{
		{"heading", "## ", " {#one}"},
		{"heading below", "### ", " {#two}"},
		{"paragraph", "Words ", "."},
		{"paragraph start", "", " words."},
		{"emphasis", "Words **", "** words."},
		{"list", "- ", ""},
		{"table head", "| a | ", " |\n| --- | --- |\n| b | c |"},
		{"table cell", "| a | b |\n| --- | --- |\n| ", " | c |"},
		{"quotation", "> ", " [@notes]."},
		{"aside", "> [!caution]\n> ", ""},
		{"footnote", "Words[^a].\n\n[^a]: ", ""},
		{"alternative text", "![", "](chart:drawn)"},
		{"caption of a table", "![", "](table:cells)"},
		{"caption of figures", "![", "](strip:made)"},
		{"alternative text of a picture", "![", "](../../images/dot.png)"},
		{"link", "[", "](https://example.org/)"},
		{"link to a page", "[", "](../index.md)"},
		{"link title", `[words](https://example.org/ "`, `")`},
		{"other language", "[", "](lang:fr)"},
		{"citation locator", "Words [@notes, ", "]."},
		{"claim", "[", ` 3](figure:cells[a].amount)`},
		{"free claim", "[", `](figure:cells[a].amount "3")`},
		{"claim of a text", "[", `](figure:cells[a].words)`},
		{"reason of a typed number", `[16](typed: "`, `")`},
		{"typed number", "[", ` 16](typed: "an example")`},
	} {
		p.put(file, c.at, c.before, escaped, c.after+"\n", words)
	}
	p.add("content/images/dot.png", dot)
}

// dot is a picture of one pixel.
const dot = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\xdac\xfc\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"

// writeRaw writes a page on which every string stands as it is: it may be Markdown, and
// nothing more.
func writeRaw(p *paper) {
	const file = "content/en/findings/raw.md"
	p.add(file, "---\ntitle: Raw\n")
	p.put(file, "front matter as it is", "summary: ", raw, "", words)
	p.put(file, "front matter key", "", quoted, ": x", "")
	p.add(file, "---\n\nWords [@notes].\n\n")
	for _, c := range []struct {
		at                      place
		before, after, harmless string
	}{
		{"raw heading", "## ", " {#one}", words},
		{"heading id", "## Words {#", "}", "two"},
		{"raw list", "- ", "", words},
		{"raw table cell", "| a | b |\n| --- | --- |\n| ", " | c |", words},
		{"raw quotation", "> ", " [@notes].", words},
		{"raw alternative text", "![", "](chart:drawn)", ""},
		{"raw caption", "![", "](table:made)", ""},
		{"columns", `![Words](table:cells "`, `")`, ""},
		{"chart name", "![words](chart:", ")", ""},
		{"table name", "![words](table:", ")", ""},
		{"raw link", "[", "](https://example.org/)", ""},
		{"address", "[words](", ")", ""},
		{"address in brackets", "[words](<", ">)", ""},
		{"address behind https", "[words](https://example.org/", ")", ""},
		{"fragment", "[words](meant.md#", ")", ""},
		{"autolink", "<", ">", ""},
		{"autolink https", "<https://example.org/", ">", ""},
		{"raw link title", `[words](https://example.org/ "`, `")`, ""},
		{"picture", "![words](", ")", ""},
		{"data link", "[words](data:", ")", ""},
		{"page link", "[words](page:", ")", ""},
		{"language", "[words](lang:", ")", ""},
		{"figure name", "[words](figure:", ")", ""},
		{"raw claim", "[", ` 3](figure:cells[a].amount)`, ""},
		{"raw title of a claim", `[words](figure:cells[a].amount "`, `")`, ""},
		{"raw reason", `[16](typed: "`, `")`, ""},
		{"citation key", "Words [@", "].", ""},
		{"raw locator", "Words [@notes, ", "].", ""},
		{"kind of aside", "> [!", "]\n> Words.", ""},
		{"code", "Words `", "` words.", ""},
		{"code block", "```text\n", "\n```", ""},
		{"fence language", "```", "\nwords\n```", ""},
		{"indented code", "    ", "", ""},
		{"definition", "[a]: ", "\n\n[a]", ""},
		{"definition name", "[", "]: https://example.org/", ""},
		{"footnote name", "Words[^", "].", ""},
		{"raw footnote", "Words[^b].\n\n[^b]: ", "", ""},
		{"raw emphasis", "Words **", "** words.", ""},
		{"raw paragraph", "Words ", " words.", ""},
		{"raw start", "", "", ""},
	} {
		p.put(file, c.at, c.before, raw, c.after+"\n", c.harmless)
	}
}
