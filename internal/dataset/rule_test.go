package dataset

import (
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// ruled loads a small table with a rule written as JSON.
func ruled(t *testing.T, rule string) (*Set, error) {
	t.Helper()
	project, err := tree.New(map[string][]byte{
		PackagePath: []byte(`{"resources": [{"name": "a", "path": "a.csv", "daylight": ` + rule + `, "schema": {
			"fields": [{"name": "place", "type": "string"}, {"name": "n", "type": "string", "daylight": "count"},
				{"name": "m", "type": "string", "daylight": "count"}, {"name": "share", "type": "number"}],
			"primaryKey": ["place"]}}]}`),
		"data/a.csv": []byte("place,n,m,share\ntotal,9,10,0.9\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return Load(project)
}

func TestRule(t *testing.T) {
	t.Parallel()
	data, err := ruled(t, `{"threshold": 5, "unit": {"en": "people"}, "fields": ["n"], "notAdditive": ["m"],
		"shares": [{"field": "share", "part": "n", "whole": "m"}, {"field": "share", "part": "n", "total": "place"}]}`)
	if err != nil {
		t.Fatal(err)
	}
	r := data.Tables[0].Schema.Rule
	if r.Protection != 4 || !r.Covers("n") || r.Covers("m") || r.Small(0) || !r.Small(4) || r.Small(5) || r.Unit.In("en") != "people" {
		t.Errorf("%+v", r)
	}
	if r.Shares[0] != (Share{"share", "n", "m", ""}) || r.Shares[1] != (Share{"share", "n", "n", "place"}) {
		t.Errorf("%+v", r.Shares)
	}
	var none *Rule
	if none.Covers("n") {
		t.Error("a table without a rule covers nothing")
	}
}

func TestRuleThatCannotBe(t *testing.T) {
	t.Parallel()
	for rule, message := range map[string]string{
		`{"threshold": 0, "unit": {"en": "x"}}`:                                                            "from 1 to",
		`{"threshold": 5, "unit": {"en": "x"}, "protection": -1}`:                                          "from 1 to",
		`{"threshold": 5, "unit": {"en": "x"}, "base": 4}`:                                                 "base is",
		`{"threshold": 5, "unit": {"en": "x"}, "fields": ["k"]}`:                                           "does not have",
		`{"threshold": 5, "unit": {"en": "x"}, "fields": ["place"]}`:                                       "needs a count",
		`{"threshold": 5, "unit": {"en": "x"}, "shares": [{"field": "share", "part": "n"}]}`:               "needs its whole",
		`{"threshold": 5, "unit": {"en": "x"}, "shares": [{"field": "n", "part": "n"}]}`:                   "needs a number",
		`{"threshold": 5, "unit": {"en": "x"}, "shares": [{"field": "share", "part": "n", "total": "n"}]}`: "primary key",
		`{"threshold": 5}`: "has no",
		`{"threshold": 5, "unit": {"en": "x"}, "treshold": 5}`: "unknown key",
	} {
		_, err := ruled(t, rule)
		list, _ := diag.AsList(err)
		if len(list) == 0 || !strings.Contains(err.Error(), message) {
			t.Errorf("%s: %v", rule, err)
		}
	}
}
