package personal

import (
	"maps"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/tree"
)

const editionPackage = `{"name": "x", "resources": [{"name": "t", "path": "t.csv", "schema": {"primaryKey": ["id"], "fields": [{"name": "id", "type": "string"}, {"name": "where", "type": "string"}]}}]}`

// closed returns a project with one closed edition, in which some files are others.
func closed(t *testing.T, personal string, changes map[string]string) tree.Tree {
	t.Helper()
	texts := map[string]string{
		"data/datapackage.json": editionPackage, "data/t.csv": "id,where\na,here\n", "claims.csv": "figure,shown\n", "figures.json": "{}\n",
	}
	maps.Copy(texts, changes)
	files := map[string][]byte{}
	for name, text := range texts {
		files[name] = []byte(text)
	}
	kept, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{"content/report.yaml": []byte(reportYAML), "data/t.csv": []byte("id,where\na,613-555-0142\n")}
	if personal != "" {
		all[Path] = []byte("allowed:\n" + personal)
	}
	folder := edition.Folder + "2026-01-01/"
	for _, name := range kept.Paths() {
		all[folder+name], _ = kept.Read(name)
	}
	all[folder+edition.SumsFile] = kept.Sums()
	project, err := tree.New(all)
	if err != nil {
		t.Fatal(err)
	}
	return project
}

// What an edition keeps is looked through as the project is, and what is allowed in the project is
// allowed there.
func TestEditions(t *testing.T) {
	t.Parallel()
	const (
		column  = "data/t.csv#where"
		folder  = edition.Folder + "2026-01-01/"
		allowed = "- {place: \"%\", kind: telephone, reason: {en: An office}}\n"
	)
	allow := func(places ...string) (text string) {
		for _, place := range places {
			text += strings.ReplaceAll(allowed, "%", place)
		}
		return text
	}
	cell := map[string]string{"data/t.csv": "id,where\na,613-555-0142\n"}
	twice := map[string]string{"data/t.csv": "id,where\na,613-555-0142\nb,613-555-0143\n"}
	page := map[string]string{"claims.csv": "figure,shown\na,Call 613-555-0142\n"}
	for name, c := range map[string]struct {
		personal string
		changes  map[string]string
		want     string // code and place of the one problem
	}{
		"nothing":                       {"", nil, ""},
		"a cell":                        {"", cell, folder + "data/t.csv:2:3 personal-telephone"},
		"a cell, allowed":               {allow(column), cell, ""},
		"more cells than are allowed":   {allow(column), twice, folder + "data/t.csv:3:3 personal-telephone"},
		"the rest is allowed by itself": {allow(column, folder+column), twice, ""},
		"a cell, allowed there alone":   {allow(folder + column), cell, ""},
		"allowed in vain":               {allow(folder + column), nil, Path + ":2:11 personal-allowance"},
		"a sentence":                    {"", page, folder + "claims.csv:2:8 personal-telephone"},
		"a sentence, allowed in a page": {allow(column), page, ""},
		"a table that no schema has":    {"", map[string]string{"data/u.csv": "a\n613-555-0142\n"}, folder + "data/u.csv data-file"},
		"a name":                        {"", map[string]string{"613-555-0142.txt": "x"}, folder + " personal-telephone"},
		"a hidden settings file":        {"", map[string]string{Path: "call 613-555-0142"}, folder + Path + ":1:6 personal-telephone"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			project := closed(t, c.personal, c.changes)
			editions, err := edition.Read(project)
			if err != nil {
				t.Fatal(err)
			}
			scan, err := Files(project)
			if err != nil {
				t.Fatal(err)
			}
			list, _ := diag.AsList(scan.Editions(editions))
			got := ""
			for _, d := range list {
				got += d.Pos.String() + " " + string(d.Code)
				if strings.Contains(d.Message+d.Hint, "0142") {
					t.Errorf("what was found is said: %v", d)
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
