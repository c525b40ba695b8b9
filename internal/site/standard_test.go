package site_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The published copy of the reference report's data package is one of version 2, as its profiles have
// it, and the test can tell one that is not.
func TestDataPackageIsOfTheStandard(t *testing.T) {
	t.Parallel()
	rules, err := os.ReadFile("testdata/datapackage-2.0.json")
	if err != nil {
		t.Fatal(err)
	}
	schema := compileSchema(t, rules)
	published, err := os.ReadFile("../../public/datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(value)
	}
	if err := valid(string(published)); err != nil {
		t.Error(err)
	}
	var pack struct {
		Schema    string `json:"$schema"`
		Resources []struct{ Hash string }
	}
	if err := json.Unmarshal(published, &pack); err != nil || pack.Schema != "https://datapackage.org/profiles/2.0/datapackage.json" || len(pack.Resources) < 10 {
		t.Errorf("%v: %s, %d resources", err, pack.Schema, len(pack.Resources))
	}
	for _, change := range [][2]string{
		{`"path": "source/data/calls.csv"`, `"path": "../calls.csv"`},
		{`"type": "table"`, `"type": "tables"`},
		{`"type": "string"`, `"type": "count"`},
		{`"hash": "sha256:`, `"hash": "sha256-`},
		{`"bytes": `, `"bytes": 0.5e0, "more": `},
		{`"value": "[not published]"`, `"marker": "[not published]"`},
		{`"mediatype": "text/csv"`, `"mediatype": "csv"`},
		{`"required": true`, `"required": "yes"`},
		{`"name": "CC-BY-4.0"`, `"name": "CC BY 4.0"`},
		{`"name": "calls",`, ``},
		{`"resources": [`, `"tables": [`},
	} {
		spoilt := strings.Replace(string(published), change[0], change[1], 1)
		if spoilt == string(published) {
			t.Errorf("the package has no %s", change[0])
		} else if valid(spoilt) == nil {
			t.Errorf("with %s it is valid too", change[1])
		}
	}
}
