package edition_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/edition"
	"daylight/internal/locale"
	"daylight/internal/tree"
)

const dataPackage = `{"name": "letters", "resources": [{"name": "letters", "path": "letters.csv",
"schema": {"primaryKey": ["region"], "fields": [
{"name": "region", "type": "string"},
{"name": "letters", "type": "string", "daylight": "count"},
{"name": "note", "type": "string"}],
"missingValues": [{"value": "[withheld]", "label": "withheld"}]}}]}`

// project returns a project with one table of these rows.
func project(t *testing.T, files map[string][]byte, rows string) tree.Tree {
	t.Helper()
	all := map[string][]byte{
		"data/datapackage.json": []byte(dataPackage),
		"data/letters.csv":      []byte("region,letters,note\n" + rows),
	}
	maps.Copy(all, files)
	made, err := tree.New(all)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func state(t *testing.T, project tree.Tree, date string, sum int64) *edition.State {
	t.Helper()
	set, err := dataset.Load(project)
	if err != nil {
		t.Fatal(err)
	}
	return &edition.State{Date: date, Data: set, Figures: []edition.Figure{
		{Name: "totals.open", Query: "totals", Value: dataset.Value{Status: dataset.Bound, Low: locale.Int(41), High: locale.Inf(1)}},
		{Name: "totals.sum", Query: "totals", Value: dataset.ExactValue(locale.Int(sum))},
	}}
}

// chain returns the files of a project's three editions.
func chain(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for i, e := range []struct {
		date, rows string
		sum        int64
	}{{"2026-01-01", "north,120,a\nsouth,30,b\n", 150}, {"2026-02-01", "north,121,a\nsouth,30,b\n", 151}, {"2026-03-01", "north,121,a\nsouth,31,b\n", 152}} {
		p := project(t, files, e.rows)
		editions, err := edition.Read(p)
		if err != nil {
			t.Fatal(err)
		}
		var before *edition.Edition
		if i > 0 {
			before = editions[i-1]
		}
		more, err := edition.Close(p, state(t, p, e.date, e.sum), []byte("claims\n"), before)
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(files, more)
	}
	return files
}

const (
	first  = edition.Folder + "2026-01-01/"
	second = edition.Folder + "2026-02-01/"
	third  = edition.Folder + "2026-03-01/"
)

func TestChainHolds(t *testing.T) {
	t.Parallel()
	editions, err := edition.Read(project(t, chain(t), "north,121,a\n"))
	if err != nil || len(editions) != 3 || editions[2].Before != "2026-02-01" || editions[0].Before != "" {
		t.Fatalf("%+v %v", editions, err)
	}
	s, err := editions[1].State()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"totals.sum": "151", "letters[north].letters": "121"} {
		if v, ok := s.Figure(name); !ok || v.Low.String() != want {
			t.Errorf("%s is %v %v", name, v, ok)
		}
	}
	if v, ok := s.Figure("totals.open"); !ok || v.Status != dataset.Bound || !v.High.IsInf() || v.Low.String() != "41" {
		t.Errorf("an open bound came back as %+v", v)
	}
	if data, _ := editions[1].Files.Read("SHA256SUMS"); !bytes.Contains(data, []byte("  ../2026-01-01/SHA256SUMS\n")) {
		t.Errorf("sha256sum cannot follow the chain: %s", data)
	}
}

// relist writes the list of an edition anew after a change, as a forger would.
func relist(files map[string][]byte, folder string) {
	var rest []byte
	for line := range bytes.Lines(files[folder+"SHA256SUMS"]) {
		if bytes.Contains(line, []byte("  ../")) {
			rest = line
		}
	}
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if file, ok := strings.CutPrefix(name, folder); ok && file != "SHA256SUMS" {
			list.WriteString(tree.Sum(files[name]) + "  " + file + "\n")
		}
	}
	files[folder+"SHA256SUMS"] = append([]byte(list.String()), rest...)
}

func TestForgedChainIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		forge func(files map[string][]byte)
		at    string
	}{
		"a byte":          {func(f map[string][]byte) { f[first+"data/letters.csv"] = []byte("region,letters,note\nnorth,119,a\n") }, first + "data/letters.csv"},
		"a figure":        {func(f map[string][]byte) { f[first+"figures.json"] = []byte("{}") }, first + "figures.json"},
		"one file more":   {func(f map[string][]byte) { f[first+"data/more.csv"] = nil }, first + "data/more.csv"},
		"one file less":   {func(f map[string][]byte) { delete(f, first+"claims.csv") }, first + "claims.csv"},
		"rewritten":       {func(f map[string][]byte) { f[first+"claims.csv"] = nil; relist(f, first) }, second + "SHA256SUMS"},
		"middle":          {func(f map[string][]byte) { f[second+"claims.csv"] = nil; relist(f, second) }, third + "SHA256SUMS"},
		"first dropped":   {func(f map[string][]byte) { drop(f, first) }, second + "SHA256SUMS"},
		"middle dropped":  {func(f map[string][]byte) { drop(f, second) }, third + "SHA256SUMS"},
		"list gone":       {func(f map[string][]byte) { delete(f, second+"SHA256SUMS") }, second + "SHA256SUMS"},
		"list unreadable": {func(f map[string][]byte) { f[third+"SHA256SUMS"] = []byte("x") }, third + "SHA256SUMS"},
		"unlinked":        {func(f map[string][]byte) { unlink(f, third) }, third + "SHA256SUMS"},
		"stray":           {func(f map[string][]byte) { f[edition.Folder+"notes.txt"] = nil }, edition.Folder + "notes.txt"},
		"no date":         {func(f map[string][]byte) { f[edition.Folder+"old/a"] = nil }, edition.Folder + "old/a"},
		"inserted":        {func(f map[string][]byte) { insert(f) }, second + "SHA256SUMS"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := chain(t)
			c.forge(files)
			_, err := edition.Read(project(t, files, "north,121,a\n"))
			list, _ := diag.AsList(err)
			if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Pos.Path == c.at && d.Code == edition.CodeBroken }) {
				t.Errorf("got %v, want %s at %s", err, edition.CodeBroken, c.at)
			}
		})
	}
}

func drop(files map[string][]byte, folder string) {
	maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, folder) })
}

func unlink(files map[string][]byte, folder string) {
	list := files[folder+"SHA256SUMS"]
	files[folder+"SHA256SUMS"] = list[:bytes.LastIndex(list[:len(list)-1], []byte("\n"))+1]
}

func insert(files map[string][]byte) {
	for name, data := range maps.Clone(files) {
		if rest, ok := strings.CutPrefix(name, first); ok {
			files[edition.Folder+"2026-01-15/"+rest] = data
		}
	}
}

// Every byte of an edition is held: none can be flipped unseen.
func TestEveryByteOfAnEditionIsHeld(t *testing.T) {
	t.Parallel()
	files := chain(t)
	for name, data := range files {
		for i := range data {
			if name == third+"SHA256SUMS" {
				continue // the end of the chain: only a witness knows it
			}
			forged := maps.Clone(files)
			forged[name] = slices.Clone(data)
			forged[name][i] ^= 1
			if _, err := edition.Read(project(t, forged, "north,121,a\n")); err == nil {
				t.Fatalf("byte %d of %s was changed unseen", i, name)
			}
		}
	}
}

// sums are the checksums of a site with these inputs.
func sums(site tree.Tree) map[string]string {
	found, _ := tree.ParseSums(site.Sums())
	return found
}

// siteOf returns a site with a project as its inputs.
func siteOf(t *testing.T, project tree.Tree) tree.Tree {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range project.Paths() {
		files["source/"+name], _ = project.Read(name)
	}
	site, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return site
}

func TestDescent(t *testing.T) {
	t.Parallel()
	files := chain(t)
	old := maps.Clone(files)
	drop(old, third)
	older := sums(siteOf(t, project(t, old, "north,121,a\nsouth,30,b\n")))
	now := siteOf(t, project(t, files, "north,121,a\nsouth,31,b\n"))
	d, err := edition.Descends(now, older, "old")
	if err != nil || d.Edition != "2026-02-01" || !d.Whole {
		t.Errorf("%+v %v", d, err)
	}
	bare := sums(siteOf(t, project(t, nil, "north,120,a\nsouth,30,b\n")))
	if d, err := edition.Descends(now, bare, "old"); err != nil || d.Edition != "2026-01-01" {
		t.Errorf("by its tables alone: %+v %v", d, err)
	}
	for name, forge := range map[string]func(map[string][]byte){
		"the whole chain rewritten": func(f map[string][]byte) {
			f[first+"claims.csv"] = nil
			relist(f, first)
			link(f, second, first)
			link(f, third, second)
		},
		"the newest dropped and forged": func(f map[string][]byte) { drop(f, third); drop(f, second) },
		"all dropped":                   func(f map[string][]byte) { clear(f) },
	} {
		forged := maps.Clone(files)
		forge(forged)
		_, err := edition.Descends(siteOf(t, project(t, forged, "north,121,a\nsouth,30,b\n")), older, "old")
		if list, _ := diag.AsList(err); len(list) == 0 || list[0].Code != edition.CodeDescent {
			t.Errorf("%s: %v", name, err)
		}
	}
	strange := sums(siteOf(t, project(t, nil, "east,1,x\n")))
	if _, err := edition.Descends(now, strange, "strange"); err == nil {
		t.Error("a stranger was taken for an ancestor")
	}
}

// link has an edition name the list of another as it is now.
func link(files map[string][]byte, folder, before string) {
	unlink(files, folder)
	date := strings.TrimSuffix(strings.TrimPrefix(before, edition.Folder), "/")
	files[folder+"SHA256SUMS"] = append(files[folder+"SHA256SUMS"], tree.Sum(files[before+"SHA256SUMS"])+"  ../"+date+"/SHA256SUMS\n"...)
}

func TestCompareNamesEachCell(t *testing.T) {
	t.Parallel()
	a := state(t, project(t, nil, "north,120,a\nsouth,30,b\nwest,1,c\n"), "2026-01-01", 151)
	b := state(t, project(t, nil, "east,7,d\nnorth,[withheld],a\nsouth,30,mended\n"), "2026-02-01", 152)
	var got []string
	for _, c := range edition.Compare(a, b) {
		got = append(got, string(c.Kind)+" "+c.Name)
	}
	want := []string{"removed letters[west]", "added letters[east]", "changed letters[north].letters", "changed letters[south].note", "changed totals.sum"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if same := edition.Compare(a, a); len(same) != 0 {
		t.Errorf("a state differs from itself: %v", same)
	}
}

func TestReasons(t *testing.T) {
	t.Parallel()
	same := func(name string) string { return name }
	changes := func() []edition.Change {
		return edition.Compare(state(t, project(t, nil, "north,120,a\nsouth,30,b\n"), "2026-01-01", 150), state(t, project(t, nil, "east,1,x\nnorth,121,a\nsouth,31,b\n"), "2026-02-01", 153))
	}
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"none":         {"", []string{"content/changes.yaml edition-reason letters[north].letters", "content/changes.yaml edition-reason letters[south].letters", "content/changes.yaml edition-reason totals.sum"}},
		"each":         {`{kind: correction, of: ["letters[north].letters", "letters[south]"], reason: {en: x}}, {kind: revision, of: [totals.sum], reason: {en: y}}`, nil},
		"whole":        {`{kind: revision, of: [letters, totals], reason: {en: x}}`, nil},
		"column":       {`{kind: revision, of: [letters.letters, totals], reason: {en: x}}`, nil},
		"unknown":      {`{kind: revision, of: [letters, totals, totals.open], reason: {en: x}}`, []string{"content/changes.yaml:2:41 edition-unknown nothing that is called \"totals.open\""}},
		"what is new":  {`{kind: revision, of: [letters, totals, "letters[east]"], reason: {en: x}}`, nil},
		"another kind": {`{kind: error, of: [letters, totals], reason: {en: x}}`, []string{"content/changes.yaml:2:9 edition-kind"}},
		"empty":        {`{kind: revision, of: [letters, totals], reason: {en: " "}}`, []string{"content/changes.yaml:2:55 edition-reason"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reasons, err := edition.ReadReasons(edition.ChangesPath, []byte("changes: [\n "+c.file+"]\n"))
			list, _ := diag.AsList(err)
			if err == nil {
				list = edition.Explain(changes(), reasons, edition.ChangesPath, same)
			}
			for i, want := range c.want {
				if i >= len(list) || !strings.HasPrefix(list[i].Pos.String()+" "+string(list[i].Code)+" "+list[i].Message, want) {
					t.Errorf("got %v, want %q", list, want)
				}
			}
			if len(list) != len(c.want) {
				t.Errorf("got %v, want %q", list, c.want)
			}
		})
	}
	if _, err := edition.ReadReasons(edition.ChangesPath, []byte("change: []\n")); err == nil {
		t.Error("an unknown key was accepted")
	}
}

func TestTrace(t *testing.T) {
	t.Parallel()
	p := project(t, chain(t), "north,121,a\nsouth,32,b\n")
	editions, err := edition.Read(p)
	if err != nil {
		t.Fatal(err)
	}
	trace := func(date string, sum int64, reasons string) (*edition.History, diag.List) {
		given, err := edition.ReadReasons(edition.ChangesPath, []byte(reasons))
		if err != nil {
			t.Fatal(err)
		}
		h, err := edition.Trace(edition.Input{Editions: editions, Now: state(t, p, date, sum), Published: diag.Pos{Path: "content/report.yaml", Line: 1}, Reasons: given, Canonical: func(s string) string { return s }})
		list, _ := diag.AsList(err)
		return h, list
	}
	if _, list := trace("2026-02-15", 153, ""); len(list) != 1 || list[0].Code != edition.CodeClosed {
		t.Errorf("a date before the last edition: %v", list)
	}
	if _, list := trace("2026-03-01", 153, ""); len(list) != 2 || list[0].Code != edition.CodeClosed {
		t.Errorf("a closed edition that differs: %v", list)
	}
	h, list := trace("2026-04-01", 153, "changes:\n- {kind: revision, of: [letters, totals], reason: {en: counted}}\n")
	if len(list) > 0 || len(h.Steps) != 3 || len(h.Now().Changes) != 2 || h.Now().Changes[0].Reason == nil {
		t.Fatalf("%+v %v", h, list)
	}
	points := edition.Points(h.States, func(s *edition.State) (dataset.Value, bool) { return s.Figure("letters[south].letters") })
	var got []string
	for _, point := range points {
		got = append(got, point.Date+" "+point.Value.Low.String())
	}
	if want := []string{"2026-01-01 30", "2026-03-01 31", "2026-04-01 32"}; !slices.Equal(got, want) {
		t.Errorf("the history is %q", got)
	}
	given := []*edition.Reason{{Kind: conf.Text{Value: edition.Revision}}}
	if _, err := edition.Trace(edition.Input{Now: state(t, p, "2026-04-01", 1), Reasons: given}); err == nil {
		t.Error("a reason without an edition was accepted")
	}
}

func TestDifferRefusesWhatIsNoSite(t *testing.T) {
	t.Parallel()
	whole, err := tree.New(map[string][]byte{"figures.json": []byte(`{"figures":[{"name":"a","query":"b","status":"odd"}]}`)})
	if err != nil {
		t.Fatal(err)
	}
	for _, files := range []tree.Tree{{}, whole} {
		_, err := edition.Differ(edition.Site{Name: "a", Files: files}, edition.Site{Name: "b", Files: files})
		if list, _ := diag.AsList(err); len(list) != 2 || list[0].Code != edition.CodeSite || list[0].Pos.Path != "a/figures.json" {
			t.Errorf("got %v", err)
		}
	}
	if err := edition.NoSums("x"); err == nil {
		t.Error("no error")
	}
}
