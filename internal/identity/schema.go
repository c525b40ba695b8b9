package identity

import "daylight/internal/conf"

// Schema describes data/identities.yaml for editors.
func Schema() *conf.Schema {
	s := conf.SchemaOf(file{})
	s.Title = "The sums that must hold in a Daylight report"
	name := s.At("identities * name")
	name.Type, name.Pattern = "string", nameForm.String()
	by := s.At("identities * by")
	by.Type, by.Items = "array", &conf.Schema{Type: "string"}
	return s
}
