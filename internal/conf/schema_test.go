package conf

import (
	"encoding/json"
	"testing"
)

func TestSchemaOf(t *testing.T) {
	t.Parallel()
	s := SchemaOf(spec{})
	got, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	text := `{"type":["string","number","boolean"]}`
	part := `{"type":"object","properties":{"name":` + text + `,"size":{"type":"integer"}},"required":["name"],"additionalProperties":false}`
	want := `{"type":"object","properties":{"any":{},"more":{"type":"object","additionalProperties":` + part + `},"one":` + part +
		`,"parts":{"type":"array","items":` + part + `},"title":{"type":"object","additionalProperties":` + text +
		`,"propertyNames":{"pattern":"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}},"type":` + text + `,"wide":{"type":"boolean"}},"required":["type"],"additionalProperties":false}`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if s.At("parts * name") == nil || s.At("parts name") != nil || s.At("no way there") != nil {
		t.Error("At finds the wrong things")
	}
}
