package dataset

import (
	"fmt"
	"strings"
	"testing"

	"daylight/internal/tree"
)

type packageCase struct {
	name, resources string
	files           map[string]string
	want            []string
}

// one is a resource "t" with one row of one field, both given in JSON.
func one(field, more string) string {
	return `{"name": "t", "path": "t.csv", "schema": {"fields": [` + field + `]` + more + `}}`
}

// core is a resource with fields written "name:type", where a capital type is ours.
func core(name, key string, fields ...string) string {
	var list []string
	for _, f := range fields {
		field, kind, _ := strings.Cut(f, ":")
		text := fmt.Sprintf(`{"name": %q, "type": "string", "daylight": %q}`, field, kind)
		if kind == "string" {
			text = fmt.Sprintf(`{"name": %q, "type": "string"}`, field)
		}
		if kind == "extent" {
			text = fmt.Sprintf(`{"name": %q, "type": "string", "categories": ["none", "some", "most", "all"]}`, field)
		}
		list = append(list, text)
	}
	made := fmt.Sprintf(`{"name": %q, "path": "t.csv", "schema": {"fields": [%s], "primaryKey": %s}}`, name, strings.Join(list, ","), key)
	return strings.Replace(made, `"§`, `§"`, 1)
}

// schemaCases are resources in which § marks the place of the problems.
func schemaCases() []packageCase {
	str := `{"name": "f", "type": "string"}`
	provenance := []string{"source:source", "confidence:string", "read_at:string"}
	calls := append([]string{"period:period", "provider:string", "complainants:count", "calls:count", "numbers:count"}, provenance...)
	refusals := append([]string{"id:string", "period:period", "provider:string", "provider_class:string", "basis:string", "asked:count", "refused:count", "§extent:string"}, provenance...)
	with := func(property string) string {
		return strings.Replace(one(str, ""), `"schema"`, property+`, "schema"`, 1)
	}
	table := func(name, path string) string {
		return `{"name": ` + name + `, "path": ` + path + `, "schema": {"fields": [` + str + `]}}`
	}
	var cases []packageCase
	for _, c := range []struct{ name, resources, problem string }{
		{"table name", table(`§"T t"`, `"t.csv"`), "[data-schema] this is no name for a table"},
		{"table name of SQLite", table(`§"sqlite_t"`, `"t.csv"`), "[data-schema] this is no name for a table"},
		{"path out of data", table(`"t"`, `§"../t.csv"`), "[data-schema] the path is not the name of a CSV file"},
		{"address for a path", table(`"t"`, `§"https://example.org/t.csv"`), "[data-schema] the path is not the name of a CSV file"},
		{"path from the project's root", table(`"t"`, `§"data/t.csv"`), "[data-schema] the path is not the name of a CSV file"},
		{"same name", table(`"t"`, `"t.csv"`) + "," + table(`§"t"`, `"u.csv"`), `[data-schema] two tables have the name "t"`},
		{"same path", table(`"t"`, `"t.csv"`) + "," + table(`§"u"`, `"t.csv"`), `[data-schema] two tables are read from the same file`},
		{"hash", with(`"hash": §"sha256:00"`), "[data-schema] hash and bytes are written by the build"},
		{"bytes", with(`"bytes": §12`), "[data-schema] hash and bytes are written by the build"},
		{"format", with(`"encoding": "UTF-8", "format": §"tsv"`), `[data-schema] format can only be "csv"`},
		{"encoding", with(`"encoding": §"latin1"`), `[data-schema] encoding can only be "utf-8"`},
		{"unknown key", with(`§"titel": "x"`), "[conf-unknown-key]"},
		{"type", one(`{"name": "f", "type": §"strnig"}`, ""), "[data-schema] the type of a field is one of"},
		{"our type as the standard's", one(`{"name": "f", "type": §"count"}`, ""), "[data-schema] the type of a field is one of"},
		{"daylight", one(`{"name": "f", "type": "string", "daylight": §"cuont"}`, ""), `[data-schema] "daylight" is one of`},
		{"daylight on a number", one(`{"name": "f", "type": "integer", "daylight": §"count"}`, ""), `[data-schema] "daylight" stands beside`},
		{"field name", one(`{"name": §"f g", "type": "string"}`, ""), "[data-schema] this is no name for a field"},
		{"same columns in SQL", one(`{"name": "f", "type": "string", "daylight": "count"}, {"name": §"f_low", "type": "string"}`, ""), `[data-schema] two fields have the column "f_low"`},
		{"no fields", `{"name": "t", "path": "t.csv", "schema": §{"fields": []}}`, "[data-schema] a table has from 1 to 400 fields"},
		{"field format", one(`{"name": "f", "type": "string", "format": §"email"}`, ""), "[data-schema] a field's format"},
		{"pattern", one(`{"name": "f", "type": "string", "constraints": {"pattern": §"a)(b"}}`, ""), "[data-schema] the pattern"},
		{"length of a count", one(`{"name": "f", "type": "string", "daylight": "count", "constraints": §{"maxLength": 3}}`, ""), "[data-schema] a count has no minLength"},
		{"impossible lengths", one(`{"name": "f", "type": "string", "constraints": §{"minLength": 3, "maxLength": 2}}`, ""), "[data-schema] minLength and maxLength"},
		{"minimum of a text", one(`{"name": "f", "type": "string", "constraints": {"minimum": §3}}`, ""), "[data-schema] a string has no minimum"},
		{"minimum that is no date", one(`{"name": "f", "type": "date", "constraints": {"minimum": §"2011"}}`, ""), "[data-schema] the limit of a date"},
		{"minimum that is a band", one(`{"name": "f", "type": "string", "daylight": "count", "constraints": {"minimum": §"1..3"}}`, ""), "[data-schema] the limit of a count"},
		{"category twice", one(`{"name": "f", "type": "string", "categories": ["a", §{"value": "a"}]}`, ""), "[data-schema] this category stands there twice"},
		{"category of no value", one(`{"name": "f", "type": "string", "categories": [§{"label": "a"}]}`, ""), "[conf-missing-key]"},
		{"missing label", one(str, `, "missingValues": [{"value": "[x]", "label": §"witheld"}]`), "[data-schema] a missing value's label is one of three"},
		{"missing is exact", one(str, `, "missingValues": [{"value": "[x]", "label": §"exact"}]`), "[data-schema] a missing value's label is one of three"},
		{"letter code", one(str, `, "missingValues": [{"value": §"x", "label": "withheld"}]`), "[data-schema] a marker is a word in square brackets"},
		{"missing twice", one(str, `, "missingValues": [{"value": "[x]", "label": "withheld"}, {"value": §"[x]", "label": "withheld"}]`), "[data-schema] this missing value is declared twice"},
		{"unlabelled missing", one(str, `, "missingValues": [§""]`), "[conf-type]"},
		{"fieldsMatch", one(str, `, "fieldsMatch": §"subset"`), "[data-schema] fieldsMatch"},
		{"key of no field", one(str, `, "primaryKey": §["g"]`), "[data-schema] the key names a field that the table does not have"},
		{"key of a field twice", one(str, `, "primaryKey": §["f", "f"]`), `[data-schema] the key names the field "f" twice`},
		{"key of a number", one(str, `, "primaryKey": §3`), "[data-schema] a name or a list"},
		{"quantity as key", one(`{"name": "f", "type": "number"}`, `, "primaryKey": §"f"`), `[data-schema] the primary key has the quantity "f"`},
		{"foreign table", one(str, `, "foreignKeys": [§{"fields": "f", "reference": {"resource": "tt", "fields": "f"}}]`), "[data-schema] the foreign key refers to a table"},
		{"foreign field", one(str, `, "foreignKeys": [§{"fields": "f", "reference": {"resource": "", "fields": "g"}}]`), `[data-schema] the foreign key refers to a field that the table "t"`},
		{"foreign sides differ", one(str, `, "foreignKeys": [§{"fields": "f", "reference": {"resource": "t", "fields": ["f", "f"]}}]`), "[data-schema] the foreign key has 1 fields"},
		{"core fields", core("§calls", `["period"]`, "period:period"), `[data-schema] the table "calls" has fixed fields`},
		{"core types", core("calls", `["period", "provider"]`, append([]string{"§period:string"}, calls[1:]...)...), `[data-schema] in the table "calls", "period" is a period`},
		{"core key", core("§calls", `["period"]`, calls...), `[data-schema] the table "calls" has one row per period and provider`},
		{"extent", core("refusals", `["id"]`, refusals...), "[data-schema] extent is none, some, most or all"},
	} {
		before, after, _ := strings.Cut(c.resources, "§")
		at := fmt.Sprintf("%s:1:%d ", PackagePath, len(`{"resources": [`+before)+1)
		cases = append(cases, packageCase{c.name, before + after, nil, []string{at + c.problem}})
	}
	return cases
}

func TestSchemaProblems(t *testing.T) {
	t.Parallel()
	for _, c := range schemaCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Load(project(t, c.resources, c.files))
			expect(t, err, c.want)
		})
	}
}

func TestCoreTables(t *testing.T) {
	t.Parallel()
	tables := core("refusals", `"id"`, "id:string", "period:period", "provider:string", "provider_class:string", "basis:string", "asked:count", "refused:count", "extent:extent", "source:source", "confidence:string", "read_at:string")
	files := map[string]string{"data/t.csv": "id,period,provider,provider_class,basis,asked,refused,extent,source,confidence,read_at\nr1,2011,total,total,outright,3,>1,most,cce2014,D,here\n"}
	set, err := Load(project(t, tables, files))
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Table("refusals").Row("r1"); got != 0 {
		t.Errorf("r1 is row %d", got)
	}
}

func TestNoPackage(t *testing.T) {
	t.Parallel()
	_, err := Load(tree.Tree{})
	expect(t, err, []string{PackagePath + " [data-file] the project has no"})
}

func TestTextsOfTheSchema(t *testing.T) {
	t.Parallel()
	set, err := Load(project(t, `{"name": "t", "path": "t.csv", "title": "Table", "titles": {"fr": "Tableau"}, "licenses": [{"name": "CC-BY-4.0"}],
		"sources": [{"title": "Report"}], "schema": {"fields": [{"name": "f", "type": "string", "title": "Field", "titles": {"fr": "Champ"},
		"description": "What", "categories": ["a", {"value": "b", "label": "B"}, {"value": "c", "labels": {"fr": "C!"}}]}]}}`, map[string]string{"data/t.csv": "f\na\n"}))
	if err != nil {
		t.Fatal(err)
	}
	s := &set.Tables[0].Schema
	f, _ := s.Field("f")
	for _, c := range []struct{ got, want string }{
		{s.TitleIn("fr"), "Tableau"}, {s.TitleIn("en"), "Table"}, {f.TitleIn("fr"), "Champ"}, {f.TitleIn("en"), "Field"},
		{f.DescriptionIn("fr"), "What"}, {f.Label("a", "fr"), "a"}, {f.Label("b", "fr"), "B"}, {f.Label("c", "fr"), "C!"}, {f.Label("c", "en"), "c"},
		{s.Licenses[0].Name.Value, "CC-BY-4.0"}, {s.Sources[0].Title.Value, "Report"}, {s.Pos.String(), PackagePath + ":1:25"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
