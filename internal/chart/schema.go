package chart

import "daylight/internal/conf"

// Schema describes content/charts/*.yaml for editors.
func Schema() *conf.Schema {
	s := conf.SchemaOf(Spec{})
	s.Title = "A chart of a Daylight report"
	for _, refused := range []string{"y2", "min"} { // read so that they can be refused with a better hint
		delete(s.Properties, refused)
	}
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	s.At("type").Type, s.At("type").Enum = "string", names
	s.At("source").MinItems = 1
	return s
}
