package site

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestThemesDocumented holds docs/themes.md to the views: each template has a section, each
// field and method that it can use is listed there, and nothing is listed that is not.
func TestThemesDocumented(t *testing.T) {
	t.Parallel()
	sections := themeSections(t)
	types := templateTypes(t)
	whole := map[reflect.Type]string{}
	for name, typ := range types {
		if sections[name].same == "" {
			whole[structOf(typ)] = name
		}
	}
	frameType := reflect.TypeFor[frame]()
	held := func(name string, typ reflect.Type, known map[string]bool) {
		want := map[string]bool{}
		listFields(typ, "", whole, known, want)
		for path := range want {
			if !sections[name].paths[path] {
				t.Errorf("docs/themes.md: %s has %s, which is not documented", name, path)
			}
		}
		for path := range sections[name].paths {
			if !want[path] {
				t.Errorf("docs/themes.md: %s has no %s", name, path)
			}
		}
	}
	held("Every page", frameType, nil)
	shared := map[string]bool{}
	listFields(frameType, "", whole, nil, shared)
	for name, typ := range types {
		section, ok := sections[name]
		switch {
		case !ok:
			t.Errorf("docs/themes.md has no section %s", name)
		case section.same != "":
			if structOf(types[section.same]) != structOf(typ) || len(section.paths) > 0 {
				t.Errorf("docs/themes.md: %s does not get what %s gets", name, section.same)
			}
		case isPage(structOf(typ)):
			held(name, structOf(typ), shared)
		default:
			held(name, structOf(typ), nil)
		}
		delete(sections, name)
	}
	delete(sections, "Every page")
	delete(sections, "top.html.tmpl")
	for name := range sections {
		t.Errorf("docs/themes.md: there is no template %s", name)
	}
}

// isPage tells whether a view has the frame that every page has.
func isPage(t reflect.Type) bool {
	_, ok := t.FieldByName("frame")
	return ok
}

// templateTypes says of every template what it is given.
func templateTypes(t *testing.T) map[string]reflect.Type {
	t.Helper()
	theme, err := parseThemes(builtinTheme(t))
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]reflect.Type{}
	for name, view := range views() {
		w := fieldWalk{theme: theme.parsed, used: map[string]bool{}, vars: map[string]reflect.Type{}, dots: types}
		w.template(name, reflect.TypeOf(view))
	}
	delete(types, "top.html.tmpl") // it gets whatever page begins with it
	return types
}

// structOf returns what a pointer or slice is of.
func structOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

// opaque are structs that a template hands on, or shows as they are.
var opaque = []string{"claim.Segment", "figure.Query", "chart.Table", "diag.Pos"}

// listFields lists the fields and methods of a struct as paths, and below each field
// those of its own struct where no template has that one for its view.
func listFields(t reflect.Type, prefix string, views map[reflect.Type]string, known, into map[string]bool) {
	for method := range reflect.PointerTo(t).Methods() {
		if !known[prefix+method.Name] {
			into[prefix+method.Name] = true
		}
	}
	for _, f := range reflect.VisibleFields(t) {
		path := prefix + f.Name
		if !f.IsExported() || f.Anonymous || known[path] {
			continue
		}
		into[path] = true
		if inner := structOf(f.Type); inner.Kind() == reflect.Struct && views[inner] == "" && !slices.Contains(opaque, inner.String()) {
			listFields(inner, path+".", views, nil, into)
		}
	}
}

// themeSection is what docs/themes.md says of a template.
type themeSection struct {
	paths map[string]bool
	same  string // the template that gets the same
}

var (
	themeHeading = regexp.MustCompile("^### (?:`([^`]+)`|(Every page))$")
	themeField   = regexp.MustCompile("^( *)- ((?:`\\.[A-Za-z0-9]+[^`]*`(?:, | and )?)+)")
	themeSame    = regexp.MustCompile("gets what \\[`([^`]+)`\\]")
	themeName    = regexp.MustCompile("`\\.([A-Za-z0-9]+)")
)

// themeSections reads the sections of docs/themes.md: an entry that stands below another
// is a field of its field.
func themeSections(t *testing.T) map[string]themeSection {
	t.Helper()
	data, err := os.ReadFile("../../docs/themes.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]themeSection{}
	name, above := "", []string{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			name = ""
		}
		if m := themeHeading.FindStringSubmatch(line); m != nil {
			name = m[1] + m[2]
			sections[name] = themeSection{paths: map[string]bool{}}
		}
		if m := themeSame.FindStringSubmatch(line); m != nil && name != "" {
			sections[name] = themeSection{same: m[1]}
		}
		m := themeField.FindStringSubmatch(line)
		if m == nil || name == "" {
			continue
		}
		above = above[:min(len(above), len(m[1])/2)]
		for _, field := range themeName.FindAllStringSubmatch(m[2], -1) {
			sections[name].paths[strings.Join(append(slices.Clone(above), field[1]), ".")] = true
		}
		above = append(above, themeName.FindStringSubmatch(m[2])[1])
	}
	return sections
}
