package dataset

import (
	"regexp"
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

const (
	maxPattern = 1000  // characters of a pattern
	maxCell    = 32767 // characters of a cell: more than that does not survive a spreadsheet
)

// types are the values of "type" and of "daylight" in the schema.
func types() (standard, ours []string) {
	return []string{string(String), string(Integer), string(Number), string(Date), string(Year), string(Boolean)},
		[]string{string(Count), string(Period), string(Source)}
}

// describeField turns one field of the file into a Field with its rules.
func describeField(j *fieldJSON, problems *diag.List) Field {
	f := Field{
		Name: j.Name.Value, Pos: j.Name.Pos, Type: fieldType(j, problems),
		Title: j.Title, Titles: j.Titles, Description: j.Description, Descriptions: j.Descriptions, Units: j.Units,
		Categories: categories(j.Categories, problems),
		Constraints: Constraints{
			Required: j.Constraints.Required, Unique: j.Constraints.Unique,
			Minimum: j.Constraints.Minimum.Value, Maximum: j.Constraints.Maximum.Value,
			MinLength: j.Constraints.MinLength, MaxLength: j.Constraints.MaxLength, Pattern: j.Constraints.Pattern.Value,
		},
	}
	if j.Format.Value != "" && j.Format.Value != "default" {
		problems.Add(j.Format.Pos, CodeSchema, `leave it out or write "default"`, "a field's format can only be the default")
	}
	for _, e := range j.Constraints.Enum {
		f.Constraints.Enum = append(f.Constraints.Enum, e.Value)
	}
	f.rules = newRules(&f, j, problems)
	return f
}

func fieldType(j *fieldJSON, problems *diag.List) Type {
	standard, ours := types()
	if !slices.Contains(standard, j.Type.Value) {
		hint := diag.DidYouMean(j.Type.Value, standard)
		if slices.Contains(ours, j.Type.Value) {
			hint = typeHint(Type(j.Type.Value))
		}
		problems.Add(j.Type.Pos, CodeSchema, hint, "the type of a field is one of %s", strings.Join(standard, ", "))
		return String
	}
	switch d := j.Daylight; {
	case d.Value == "":
		return Type(j.Type.Value)
	case !slices.Contains(ours, d.Value):
		problems.Add(d.Pos, CodeSchema, diag.DidYouMean(d.Value, ours), `"daylight" is one of %s`, strings.Join(ours, ", "))
	case j.Type.Value != string(String):
		problems.Add(d.Pos, CodeSchema, typeHint(Type(d.Value)), `"daylight" stands beside "type": "string"`)
	}
	return Type(j.Daylight.Value)
}

// categories reads the allowed values of a field, each a text or an object.
func categories(nodes []conf.Node, problems *diag.List) []Category {
	var list []Category
	for _, n := range nodes {
		c := categoryJSON{Value: conf.Text{Value: n.Value, Pos: n.Pos}}
		if n.Kind != conf.String && n.Kind != conf.Number {
			if err := conf.Decode(n, &c); err != nil {
				problems.Join(err, n.Pos, CodeSchema)
				continue
			}
		}
		if slices.ContainsFunc(list, func(other Category) bool { return other.Value == c.Value.Value }) {
			problems.Add(n.Pos, CodeSchema, "keep one of them", "this category stands there twice")
		}
		list = append(list, Category{Value: c.Value.Value, Label: c.Label, Labels: c.Labels})
	}
	return list
}

// allowed returns the values that categories or enum allow, or nil for any.
func (f *Field) allowed() []string {
	if len(f.Categories) == 0 {
		return f.Constraints.Enum
	}
	var list []string
	for _, c := range f.Categories {
		list = append(list, c.Value)
	}
	return list
}

// rules are a field's categories and constraints in a form that can be applied
// to a million cells.
type rules struct {
	categories, enum map[string]bool // nil: any
	low, high        *limit
	pattern          *regexp.Regexp
}

// newRules checks that the constraints fit the field's type, and prepares them.
func newRules(f *Field, j *fieldJSON, problems *diag.List) *rules {
	c := &j.Constraints
	r := &rules{enum: set(f.Constraints.Enum)}
	for _, category := range f.Categories {
		if r.categories == nil {
			r.categories = map[string]bool{}
		}
		r.categories[category.Value] = true
	}
	r.low, r.high = newLimit(f.Type, c.Minimum, problems), newLimit(f.Type, c.Maximum, problems)
	if text := f.Type == String || f.Type == Source || f.Type == Period; !text && (c.MinLength != 0 || c.MaxLength != 0 || c.Pattern.Value != "") {
		problems.Add(c.Pos, CodeSchema, "leave them out", "a %s has no minLength, maxLength or pattern", f.Type)
	} else if c.MinLength < 0 || c.MaxLength < 0 || c.MaxLength > 0 && c.MaxLength < c.MinLength {
		problems.Add(c.Pos, CodeSchema, "", "minLength and maxLength leave no text that fits")
	}
	r.pattern = pattern(c.Pattern, problems)
	return r
}

func set(values []string) map[string]bool {
	if values == nil {
		return nil
	}
	m := map[string]bool{}
	for _, v := range values {
		m[v] = true
	}
	return m
}

// pattern compiles a pattern so that it must match the whole cell. The engine
// takes time in proportion to the text, whatever the pattern.
func pattern(text conf.Text, problems *diag.List) *regexp.Regexp {
	if text.Value == "" {
		return nil
	}
	if _, err := regexp.Compile(text.Value); err != nil || len(text.Value) > maxPattern {
		problems.Add(text.Pos, CodeSchema, "write it in the syntax of RE2, in at most 1,000 characters", "the pattern is not a regular expression that can be used")
		return nil
	}
	return regexp.MustCompile(`\A(?:` + text.Value + `)\z`)
}
