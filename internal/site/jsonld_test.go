package site_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daylight/internal/tree"

	"golang.org/x/text/language"
)

// TestRecordIsOfSchemaOrg holds the record of each language to what schema.org says of the
// types and properties that it uses, and the test to finding what is wrong in one.
func TestRecordIsOfSchemaOrg(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	for _, tag := range []string{"en", "he"} {
		text := mustText(t, public, tag+"/report.jsonld")
		for _, problem := range recordProblems(text) {
			t.Errorf("%s: %s", tag, problem)
		}
		if !strings.Contains(text, `"inLanguage": "`+map[string]string{"en": "en-CA", "he": "he"}[tag]+`"`) || strings.Count(text, `"@type": "Dataset"`) < 1 {
			t.Errorf("%s says little:\n%s", tag, text)
		}
	}
	text := mustText(t, public, "en/report.jsonld")
	for _, change := range [][2]string{
		{`{`, `[`},
		{`"@context": "https://schema.org"`, `"@context": "https://example.org"`},
		{`"@type": "Report"`, `"@type": "Reports"`},
		{`"headline"`, `"heading"`},
		{`"@type": "Organization"`, `"@type": "Person", "age": 3`},
		{`"description": "`, `"description": "", "about": "`},
		{`"datePublished": "2`, `"datePublished": "in 2`},
		{`"inLanguage": "en-CA"`, `"inLanguage": "English (Canada)"`},
		{`"isAccessibleForFree": true`, `"isAccessibleForFree": "yes"`},
		{`"encodingFormat": "text/csv"`, `"encodingFormat": "csv"`},
		{`"sha256": "`, `"sha256": "x`},
		{`"contentUrl": "`, `"contentUrl": "a b`},
		{`"publisher": {`, `"editor": {`},
	} {
		spoilt := strings.Replace(text, change[0], change[1], 1)
		if spoilt == text {
			t.Errorf("the record has no %s", change[0])
		} else if len(recordProblems(spoilt)) == 0 {
			t.Errorf("with %s nothing is found wrong", change[1])
		}
	}
}

// TestEveryPageNamesItsRecord holds that the pages of a language lead to its record, and that
// what it names is in the site.
func TestEveryPageNamesItsRecord(t *testing.T) {
	t.Parallel()
	public := write(t, nil)
	link := regexp.MustCompile(`<link rel="describedby" type="application/ld\+json" href="([^"]+)">`)
	pages := 0
	for _, name := range public.Paths() {
		tag, rest, _ := strings.Cut(name, "/")
		if path.Ext(name) != ".html" || tag != "en" && tag != "he" || strings.HasPrefix(rest, "embed/") {
			continue
		}
		pages++
		m := link.FindStringSubmatch(mustText(t, public, name))
		if m == nil || path.Join(path.Dir(name), m[1]) != tag+"/report.jsonld" {
			t.Errorf("%s does not name its record: %v", name, m)
		}
	}
	if pages < 20 {
		t.Errorf("only %d pages", pages)
	}
	for _, tag := range []string{"en", "he"} {
		namesFiles(t, public, mustText(t, public, tag+"/report.jsonld"))
	}
}

// namesFiles holds that every address of a record within the site is one of its files.
func namesFiles(t *testing.T, public tree.Tree, record string) {
	t.Helper()
	found := 0
	for _, m := range regexp.MustCompile(`"https://example\.org/([^"#]*)`).FindAllStringSubmatch(record, -1) {
		_, name, _ := strings.Cut("/"+m[1], "/")
		if name = strings.TrimPrefix(name, "report/"); name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if found++; !public.Has(name) {
			t.Errorf("%s is not in the site", m[0])
		}
	}
	if found < 4 {
		t.Errorf("the record names %d files:\n%s", found, record)
	}
}

// recordTypes says of each type that Daylight writes which properties of schema.org it has to
// have, and which it may; each is of a kind below, or of a type.
var recordTypes = map[string]struct{ must, may map[string]string }{
	"Report": {
		map[string]string{
			"@id": "address", "url": "address", "name": "text", "headline": "text", "description": "text", "inLanguage": "language", "datePublished": "date",
			"temporalCoverage": "text", "license": "CreativeWork", "isAccessibleForFree": "bool", "author": "Organization", "publisher": "Organization",
		},
		map[string]string{"@context": "context", "workTranslation": "translations", "hasPart": "Datasets"},
	},
	"translation": {map[string]string{"@id": "address", "inLanguage": "language"}, nil},
	"Dataset": {map[string]string{
		"@id": "address", "name": "text", "description": "text", "inLanguage": "language", "license": "CreativeWork", "isAccessibleForFree": "bool", "creator": "Organization",
		"distribution": "DataDownload",
	}, nil},
	"DataDownload": {map[string]string{"contentUrl": "address", "encodingFormat": "media", "sha256": "sha256"}, nil},
	"Organization": {map[string]string{"name": "text"}, nil},
	"CreativeWork": {map[string]string{"name": "text"}, nil},
}

var recordTexts = map[string]*regexp.Regexp{
	"context": regexp.MustCompile(`^https://schema\.org/?$`), "text": regexp.MustCompile(`\S`), "date": regexp.MustCompile(`^\d{4}-\d\d-\d\d$`),
	"media": regexp.MustCompile(`^[a-z]+/[a-z.+-]+$`), "sha256": regexp.MustCompile(`^[0-9a-f]{64}$`),
}

// recordProblems says what is wrong with a record.
func recordProblems(text string) []string {
	var record map[string]any
	if err := json.Unmarshal([]byte(text), &record); err != nil {
		return []string{err.Error()}
	}
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if record["@context"] == nil {
		say("it has no @context")
	}
	recordThing(record, "Report", say)
	return found
}

func recordThing(value any, kind string, say func(string, ...any)) {
	thing, ok := value.(map[string]any)
	want := strings.Replace(kind, "translation", "Report", 1)
	if !ok || thing["@type"] != want {
		say("%v is no %s", thing["@type"], want)
		return
	}
	rules := recordTypes[kind]
	for name := range rules.must {
		if thing[name] == nil {
			say("%s has no %s", kind, name)
		}
	}
	for name, value := range thing {
		is := rules.must[name]
		if is == "" {
			is = rules.may[name]
		}
		if is == "" && name != "@type" {
			say("%s has %s, which Daylight does not write", kind, name)
		}
		recordValue(kind+"."+name, value, is, say)
	}
}

func recordValue(at string, value any, is string, say func(string, ...any)) {
	text, isText := value.(string)
	switch {
	case is == "":
	case is == "bool":
		if _, ok := value.(bool); !ok {
			say("%s is %v", at, value)
		}
	case recordTexts[is] != nil:
		if !isText || !recordTexts[is].MatchString(text) {
			say("%s is %v", at, value)
		}
	case is == "language":
		if _, err := language.Parse(text); err != nil {
			say("%s: %v", at, err)
		}
	case is == "address":
		if u, err := url.Parse(text); err != nil || text == "" || u.Scheme != "https" || strings.ContainsAny(text, " <>\"{}|\\^`") {
			say("%s is %v", at, value)
		}
	case slices.Contains([]string{"translations", "Datasets"}, is):
		list, ok := value.([]any)
		if !ok || len(list) == 0 {
			say("%s is no list", at)
		}
		for _, item := range list {
			recordThing(item, strings.TrimSuffix(is, "s"), say)
		}
	default:
		recordThing(value, is, say)
	}
}
