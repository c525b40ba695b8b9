package docs_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"daylight/internal/chart"
	"daylight/internal/conf"
	"daylight/internal/edition"
	"daylight/internal/identity"
	"daylight/internal/narrative"
)

var update = flag.Bool("update", false, "write docs/schemas")

// published is a schema, the files that it describes, and the part of formats.md that says
// what its keys hold, with the schemas that these are keys of.
type published struct {
	name    string
	schema  *conf.Schema
	files   string // a pattern, below a project's folder
	section string
	parts   []string
}

func all() []published {
	return []published{
		{"report", narrative.ReportSchema(), "content/report.yaml", "content/report.yaml", []string{""}},
		{"changes", edition.Schema(), "content/changes.yaml", "content/changes.yaml", []string{"changes *"}},
		{"chart", chart.Schema(), "content/charts/*.yaml", "content/charts/*.yaml", []string{""}},
		{"identities", identity.Schema(), "data/identities.yaml", "data/identities.yaml", []string{"identities *", "series *"}},
		{"references", narrative.ReferencesSchema(), "content/references.yaml", "", nil},
	}
}

// text is the schema as it is published, with what formats.md says of each key.
func (p published) text(t *testing.T) []byte {
	t.Helper()
	p.schema.Dialect = "http://json-schema.org/draft-07/schema#"
	formats, err := os.ReadFile("formats.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(formats), "\n## "+p.section+"\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for _, row := range regexp.MustCompile("(?m)^\\| (`.*) \\| ([^|]+) \\|$").FindAllStringSubmatch(section, -1) {
		keys, _, _ := strings.Cut(row[1], " |")
		for _, part := range p.parts {
			for _, key := range strings.Split(keys, ", ") {
				if s := p.schema.At(part + " " + strings.Trim(key, "`")); s != nil && s.Description == "" {
					says := regexp.MustCompile(`\[([^\]]*)\]\(#[^)]*\)`).ReplaceAllString(row[2], "$1")
					s.Description = strings.ReplaceAll(strings.ToUpper(says[:1])+says[1:], "`", "")
				}
			}
		}
	}
	for _, part := range p.parts {
		for key, s := range p.schema.At(part).Properties {
			if s.Description == "" {
				t.Errorf("%s: formats.md does not say what %s %s holds", p.name, part, key)
			}
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p.schema); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The published schemas are those of the types that the files are read into.
func TestSchemasArePublished(t *testing.T) {
	t.Parallel()
	var names []string
	for _, p := range all() {
		name := filepath.Join("schemas", p.name+".schema.json")
		names = append(names, name)
		want := p.text(t)
		if *update {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the types give (%v): run go test ./docs -update", name, err)
		}
	}
	files, err := filepath.Glob("schemas/*")
	slices.Sort(names)
	if err != nil || !slices.Equal(files, names) {
		t.Errorf("docs/schemas holds %q, want %q", files, names)
	}
}

// The schemas accept the files of the reference report and of every example.
func TestSchemasAcceptReports(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Glob("../examples/*/content")
	if err != nil || len(examples) < 2 {
		t.Fatalf("%q, %v", examples, err)
	}
	for _, p := range all() {
		schema := compiled(t, p)
		seen := 0
		for _, project := range append(examples, "../content") {
			files, _ := filepath.Glob(filepath.Join(filepath.Dir(project), filepath.FromSlash(p.files)))
			for _, file := range files {
				seen++
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(value(t, string(data))); err != nil {
					t.Errorf("%s: %v", file, err)
				}
			}
		}
		if seen < 2 && p.name != "changes" { // which a report has between two editions
			t.Errorf("only %d files for the schema of %s", seen, p.name)
		}
	}
}

// The schemas refuse what the program refuses.
func TestSchemasRefuse(t *testing.T) {
	t.Parallel()
	chartText := "type: bar\nquery: a\nx: b\ny: [c]\ntitle: {en: a}\nsubtitle: {en: a}\nunit: {en: a}\nsource: [s]\n"
	accepted := map[string]string{
		"chart":   chartText, // that the others are made of
		"changes": "changes:\n- {kind: revision, of: [a.b, \"t[x]\"], reason: {en: a, fr: b}}\n- {kind: correction, of: [c], reason: {en: d}}\n",
	}
	for name, texts := range map[string][]string{
		"chart": {"", "type: pie" + strings.TrimPrefix(chartText, "type: bar"), chartText + "colour: red\n", chartText + "min: 3\n",
			strings.Replace(chartText, "y: [c]", "y: c", 1), strings.Replace(chartText, "{en: a}", "a", 1), strings.Replace(chartText, "en: a", "English: a", 1),
			strings.Replace(chartText, "source: [s]", "source: []", 1), chartText + "marks: [{date: 2011}]\n"},
		"changes":    {"changes: [{kind: error, of: [a], reason: {en: a}}]", "changes: [{kind: revision, reason: {en: a}}]", "changes: [{kind: revision, of: a, reason: {en: a}}]", "changes: [{kind: revision, of: [a], reason: a}]", "reasons: []"},
		"report":     {"", "title: {en: a}\n", "languages: []\n"},
		"identities": {"identities: [{name: A B, holds: a = b}]", "identities: [{name: a}]", "identities: [{name: a, holds: a = b, by: c}]", "series: [{table: a, breaks: [{at: 2014}]}]", "sums: []"},
		"references": {"", "references: [{id: a, type: b}]", "references: {}", "references: [{id: a, type: b, title: c, author: d}]"},
	} {
		for _, p := range all() {
			if p.name != name {
				continue
			}
			schema := compiled(t, p)
			for _, text := range texts {
				if schema.Validate(value(t, text)) == nil {
					t.Errorf("the schema of %s accepts %q", name, text)
				}
			}
			if good, ok := accepted[name]; ok && schema.Validate(value(t, good)) != nil {
				t.Errorf("the schema of %s refuses %q", name, good)
			}
		}
	}
}

func compiled(t *testing.T, p published) *jsonschema.Schema {
	t.Helper()
	decoded, err := jsonschema.UnmarshalJSON(bytes.NewReader(p.text(t)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(p.name+".json", decoded); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(p.name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// value reads YAML as an editor does.
func value(t *testing.T, text string) any {
	t.Helper()
	node, err := conf.ParseYAML("x", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return plain(node)
}

func plain(n conf.Node) any {
	switch n.Kind {
	case conf.Number:
		return json.Number(n.Value)
	case conf.Bool:
		return n.Value == "true"
	case conf.List:
		list := []any{}
		for _, item := range n.Items {
			list = append(list, plain(item))
		}
		return list
	case conf.Map:
		m := map[string]any{}
		for i, key := range n.Keys {
			m[fmt.Sprint(key.Value)] = plain(n.Items[i])
		}
		return m
	case conf.Null:
		return nil
	}
	return n.Value
}
