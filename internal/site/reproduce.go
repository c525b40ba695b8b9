package site

import (
	"strings"

	"daylight/internal/locale"
	"daylight/internal/witness"
)

// slugReproduce is the page on how to check the report without trusting its publisher.
const slugReproduce = "reproduce"

// reproduceView is that page.
type reproduceView struct {
	frame
	Ways []wayView
	Made provenance
	Path string // of provenance.json
	Sums string // the command that gives the hash of the inputs
}

// wayView is a way to check the report: what to run in a folder with a copy of the site,
// what that says, and what it proves.
type wayView struct {
	words
	ID       string
	Title    string
	Text     string
	Commands []commandView
	Trusts   string
	Proves   string
	Not      string
}

// commandView is a command to paste and what it prints: the last line, or its beginning;
// "" where it prints nothing.
type commandView struct{ Run, Says string }

// ways lists the ways, the quickest first.
func (s *localSite) ways() ([]wayView, error) {
	made, figures := s.made(), s.lang.Number(locale.Int(int64(s.figureCount())), 0)
	last := strings.Join([]string{"figures", plain(s.figureCount()), "ok", plain(s.figureCount())}, "|")
	filled := map[string][]any{
		"whole-text": {"mac", "shasum -a 256"}, "rebuild-text": {"version", made.Daylight},
		"database-text": {"figures", figures, "version", oldestShell},
	}
	var ways []wayView
	for _, way := range []wayView{
		{ID: "whole", Commands: []commandView{{Run: "sha256sum --check --quiet " + sumsPath}}},
		{ID: "rebuild", Commands: []commandView{{Run: "daylight verify .", Says: "Verified: . is what its " + plain(made.Inputs.Files) + " inputs give, byte for byte"}}},
		{ID: "database", Commands: []commandView{{Run: "sqlite3 -safe -readonly " + witness.DatabasePath + " < " + witness.FiguresPath, Says: last}}},
		{ID: "tables", Commands: []commandView{{Run: "sqlite3 :memory: < " + witness.ReproducePath, Says: last}}},
	} {
		way.words = s.words
		for _, part := range []struct {
			key string
			to  *string
		}{{"title", &way.Title}, {"text", &way.Text}, {"trusts", &way.Trusts}, {"proves", &way.Proves}, {"not", &way.Not}} {
			key := way.ID + "-" + part.key
			text, err := s.T("reproduce."+key, filled[key]...)
			if err != nil {
				return nil, err
			}
			*part.to = text
		}
		ways = append(ways, way)
	}
	return ways, nil
}

// oldestShell is the first version of the sqlite3 program that runs what is published.
const oldestShell = "3.40"

// plain writes a number as programs do.
func plain(n int) string { return locale.Int(int64(n)).String() }

func (s *localSite) reproduceView() (*reproduceView, error) {
	title, err := s.T("reproduce.title")
	if err != nil {
		return nil, err
	}
	description, err := s.T("reproduce.summary")
	if err != nil {
		return nil, err
	}
	view := &reproduceView{
		frame: s.frame(slugReproduce, "reproduce", title, description), Made: s.made(),
		Sums: "grep '  " + sourceFolder + "' " + sumsPath + " | sha256sum",
	}
	view.Path = view.Root + provenancePath
	view.Ways, err = s.ways()
	return view, err
}
