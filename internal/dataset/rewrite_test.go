package dataset

import (
	"testing"

	"daylight/internal/tree"
)

func TestRewrite(t *testing.T) {
	t.Parallel()
	const schema = `{"resources": [{"name": "a", "path": "a.csv", "schema": {
		"fields": [{"name": "place", "type": "string"}, {"name": "n", "type": "string", "daylight": "count"}],
		"missingValues": [{"value": "[withheld]", "label": "withheld"}, {"value": "", "label": "withheld"}]}}]}`
	for _, file := range []string{"place,n\n\"a, b\",3\nc,~9\n", "\ufeffplace,n\r\n\"a, b\",\"3\"\r\nc,~9"} {
		project, err := tree.New(map[string][]byte{PackagePath: []byte(schema), "data/a.csv": []byte(file)})
		if err != nil {
			t.Fatal(err)
		}
		data, err := Load(project)
		if err != nil {
			t.Fatal(err)
		}
		table := data.Table("a")
		marker, ok := table.Schema.Marker(Withheld)
		if !ok || marker != "[withheld]" {
			t.Errorf("%q %v", marker, ok)
		}
		if _, ok := table.Schema.Marker(NotPublished); ok {
			t.Error("there is no marker for what is not published")
		}
		got := table.Rewrite(func(row, col int) (string, bool) { return marker, row == 0 && col == 1 })
		if want := "place,n\n\"a, b\",[withheld]\nc,~9\n"; string(got) != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	schemas, err := Schemas(mustTree(t, map[string][]byte{PackagePath: []byte(schema)}))
	if err != nil || len(schemas) != 1 || schemas[0].Path != "data/a.csv" {
		t.Errorf("%+v %v", schemas, err)
	}
}

func mustTree(t *testing.T, files map[string][]byte) tree.Tree {
	t.Helper()
	project, err := tree.New(files)
	if err != nil {
		t.Fatal(err)
	}
	return project
}
