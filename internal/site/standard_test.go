package site_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
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

// The library of the standard's own makers finds the package valid, and reads every row of it. It is of
// version 1: npm has none of version 2.
func TestPeerReadsTheDataPackage(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if _, missing := os.Stat("../../node_modules/datapackage"); err != nil || missing != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node or the npm package datapackage is missing: run .ci/deps")
		}
		t.Skip("needs node and the npm package datapackage: run .ci/deps")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	read := func(path string) (string, error) {
		out, err := exec.CommandContext(t.Context(), node, "testdata/peer.cjs", path, root).CombinedOutput()
		return strings.TrimSpace(string(out)), err
	}
	out, err := read("../../public/datapackage.json")
	if n, _ := strconv.Atoi(out); err != nil || n < 100 {
		t.Errorf("%v: %s", err, out)
	}
	data, err := os.ReadFile("../../public/datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	spoilt := filepath.Join(t.TempDir(), "datapackage.json")
	if err := os.WriteFile(spoilt, []byte(strings.Replace(string(data), `"resources": [`, `"tables": [`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := read(spoilt); err == nil {
		t.Errorf("it finds a package without resources valid: %s", out)
	}
}
