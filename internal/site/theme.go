package site

import (
	"bytes"
	"html/template"
	"regexp"
	"strconv"
	"sync"

	"daylight/internal/diag"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// theme is templates as pages are rendered with them. Each file is one template under its own name.
type theme struct {
	templates *template.Template
	buffers   sync.Pool
}

func newTheme(templates *template.Template) *theme {
	t := &theme{templates: templates}
	t.buffers.New = func() any { return new(bytes.Buffer) }
	return t
}

// parseThemes reads every *.html.tmpl of the theme's root. Beside the methods of
// its view a template has one function: inline writes a text with its claims.
func parseThemes(files tree.Tree) (*themes, error) {
	t := &themes{parsed: template.New("theme").Funcs(template.FuncMap{"inline": narrative.HTML}), by: map[string]themeIn{}}
	var problems diag.List
	for _, name := range files.Glob("*.html.tmpl") {
		data, _ := files.Read(name)
		if _, err := t.parsed.New(name).Parse(string(data)); err != nil {
			problems = append(problems, templateProblem(name, err))
		}
	}
	clone, err := t.parsed.Clone()
	problems.Join(err, diag.Pos{Path: "templates"}, CodeTemplate)
	t.all = newTheme(clone)
	return t, problems.Err()
}

// render writes a view with a template.
func (t *theme) render(name string, view any) ([]byte, error) {
	buffer := t.buffers.Get().(*bytes.Buffer)
	defer t.buffers.Put(buffer)
	buffer.Reset()
	if err := t.templates.ExecuteTemplate(buffer, name, view); err != nil {
		return nil, diag.List{templateProblem(name, err)}
	}
	return bytes.Clone(buffer.Bytes()), nil
}

// templateError is the form in which html/template names a place:
// "template: page.html.tmpl:12:7: …", without the column for a parse error.
var templateError = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:\s]+\.tmpl):(\d+)(?::(\d+))?: (.*)$`)

// templateProblem turns an error of html/template into a diagnostic at its place.
func templateProblem(name string, err error) diag.Diagnostic {
	pos, message := diag.Pos{Path: "templates/" + name}, err.Error()
	if m := templateError.FindStringSubmatch(message); m != nil {
		pos.Path = "templates/" + m[1]
		pos.Line, _ = strconv.Atoi(m[2])
		pos.Col, _ = strconv.Atoi(m[3])
		message = m[4]
	}
	hint := "compare it with the built-in theme's file of the same name"
	if asked, ok := diag.AsList(err); ok { // a text that the template asks for
		if asked[0].Code == CodeTemplate {
			return asked[0] // a template within this one has said so already
		}
		message = asked[0].Message
		hint = "compare it, and " + asked[0].Pos.String() + ", with the built-in theme's files of the same names"
	}
	return diag.Diagnostic{Pos: pos, Code: CodeTemplate, Message: "the template cannot be used: " + message, Hint: hint}
}
