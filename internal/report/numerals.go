package report

import (
	"maps"
	"slices"
	"unicode/utf8"

	"daylight/internal/chart"
	"daylight/internal/claim"
	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/figure"
	"daylight/internal/identity"
	"daylight/internal/locale"
	"daylight/internal/narrative"
	"daylight/internal/tree"
)

// numerals holds the texts in which no claim can stand to have no numeral that needs
// one: what the data package and the queries say of themselves, units and names of
// columns, the licence, the notes on sources, the theme's texts and templates, static pages.
type numerals struct {
	languages []*locale.Language // the first is the main one
	figures   *figure.Set
	problems  diag.List
}

// checkNumerals holds all such texts of a project.
func checkNumerals(project tree.Tree, s settings, figures *figure.Set) error {
	n := numerals{languages: s.languages, figures: figures}
	data, _ := project.Read(dataset.PackagePath)
	root, err := conf.ParseJSON(dataset.PackagePath, data)
	n.problems.Join(err, diag.Pos{Path: dataset.PackagePath}, diag.Internal)
	n.describing(root)
	for _, query := range figures.Queries {
		n.localized(query.Titles)
		for _, column := range query.Columns {
			n.localized(column.Labels)
			n.localized(column.Units)
		}
	}
	for _, file := range project.Glob("content/charts/*.yaml") {
		n.chart(project, file)
	}
	for _, series := range identity.Declared(project) {
		n.yaml(series.Overlaps)
		for _, b := range series.Breaks {
			n.yaml(b.Reason)
		}
	}
	for _, allowed := range s.people.Allowed() {
		n.localized(allowed.Reason)
	}
	n.written(n.languages[0], s.report.Licence)
	n.notes(project)
	for _, lang := range n.languages {
		n.themeTexts(lang, project)
	}
	n.own(project)
	return n.problems.Err()
}

// describing holds the titles and descriptions below a node of the data package.
func (n *numerals) describing(node conf.Node) {
	for i, item := range node.Items {
		if node.Kind == conf.List {
			n.describing(item)
			continue
		}
		switch node.Keys[i].Value {
		case "daylight":
			if unit, ok := item.Get("unit"); ok {
				n.perLanguage(unit)
			}
		case "title", "description":
			n.json(n.languages[0], item)
		case "titles", "descriptions", "units":
			n.perLanguage(item)
		case "categories":
			n.categories(item)
		case "resources", "schema", "fields", "missingValues":
			n.describing(item)
		}
	}
}

func (n *numerals) perLanguage(texts conf.Node) {
	for _, lang := range n.languages {
		text, _ := texts.Get(lang.Tag)
		n.json(lang, text)
	}
}

// categories holds what categories are called: names, in which a numeral may stand, but
// not one that a figure says.
func (n *numerals) categories(list conf.Node) {
	for _, category := range list.Items {
		labels, _ := category.Get("labels")
		for _, lang := range n.languages {
			label, _ := labels.Get(lang.Tag)
			n.named(lang, label)
		}
		if label, _ := category.Get("label"); len(labels.Items) == 0 {
			n.named(n.languages[0], label)
		}
	}
}

func (n *numerals) named(lang *locale.Language, label conf.Node) {
	pos := label.Pos
	pos.Col++
	n.problems.Join(claim.Label(lang, n.figures, conf.Text{Value: label.Value, Pos: pos}), pos, claim.CodeUnbound)
}

// notes holds what is said of sources. Their titles are names.
func (n *numerals) notes(project tree.Tree) {
	data, _ := project.Read(narrative.ReferencesPath)
	root, _ := conf.ParseYAML(narrative.ReferencesPath, data) // has been read
	list, _ := root.Get("references")
	for _, entry := range list.Items {
		if note, ok := entry.Get("note"); ok {
			n.node(n.languages[0], note)
		}
		translations, _ := entry.Get("translations")
		for _, lang := range n.languages {
			translation, _ := translations.Get(lang.Tag)
			if note, ok := translation.Get("note"); ok {
				n.node(lang, note)
			}
		}
	}
}

// themeTexts holds the theme's texts in a language, where they are the project's own.
func (n *numerals) themeTexts(lang *locale.Language, project tree.Tree) {
	file := "templates/i18n/" + lang.Tag + ".yaml"
	data, ok := project.Read(file)
	if !ok {
		return
	}
	root, _ := conf.ParseYAML(file, data) // has been read
	texts, _ := root.Get("texts")
	for _, text := range texts.Items {
		n.node(lang, text)
		for _, form := range text.Items {
			n.node(lang, form)
		}
	}
}

// node holds a scalar of a YAML file.
func (n *numerals) node(lang *locale.Language, scalar conf.Node) {
	var text conf.Text
	if scalar.Kind == conf.String && conf.Decode(scalar, &text) == nil {
		n.written(lang, text)
	}
}

// written holds a text of a YAML file, which knows where each of its bytes stands.
func (n *numerals) written(lang *locale.Language, text conf.Text) {
	n.problems.Join(claim.Plain(lang, n.figures, text.Value, text.PosAt), text.Pos, claim.CodeUnbound)
}

// json holds a string of JSON, which begins behind its quotation mark.
func (n *numerals) json(lang *locale.Language, node conf.Node) {
	pos := node.Pos
	pos.Col++
	n.plain(lang, conf.Text{Value: node.Value, Pos: pos})
}

// localized holds a text of a query's head. A unit that is a field's was held there.
func (n *numerals) localized(texts conf.Localized) {
	for _, lang := range n.languages {
		if text := texts[lang.Tag]; text.Pos.Path != dataset.PackagePath {
			n.plain(lang, text)
		}
	}
}

// plain holds a text that stands in one line.
func (n *numerals) plain(lang *locale.Language, text conf.Text) {
	err := claim.Plain(lang, n.figures, text.Value, func(offset int) diag.Pos {
		pos := text.Pos
		pos.Col += utf8.RuneCountInString(text.Value[:offset])
		return pos
	})
	n.problems.Join(err, text.Pos, claim.CodeUnbound)
}

// chart holds the unit of a chart and the names it gives columns; its other texts hold
// claims and were read with them.
func (n *numerals) chart(project tree.Tree, file string) {
	data, _ := project.Read(file)
	var spec chart.Spec
	n.problems.Join(conf.YAML(file, data, &spec), diag.Pos{Path: file}, diag.Internal)
	texts := []conf.Localized{spec.Unit}
	for _, column := range slices.Sorted(maps.Keys(spec.Labels)) {
		texts = append(texts, spec.Labels[column])
	}
	for _, text := range texts {
		n.yaml(text)
	}
}

// yaml holds a text of a YAML file in each language.
func (n *numerals) yaml(text conf.Localized) {
	for _, lang := range n.languages {
		n.written(lang, text[lang.Tag])
	}
}

// countTyped counts the numerals that are marked as typed by hand, in all languages.
func countTyped(s settings, figures *figure.Set, charts *chart.Set, contents []*narrative.Content) int {
	count := 0
	for _, content := range contents {
		for _, page := range content.Pages {
			count += page.Typed
		}
		r, lang := s.report, content.Lang
		for _, text := range []conf.Localized{r.Title, r.Summary, r.Publisher, r.About, r.Scope, r.Independence, r.Contact} {
			in, _ := claim.Parse(lang, figures, text[lang.Tag]) // has been checked
			count += in.CountTyped()
		}
		for _, name := range charts.Names() {
			c := charts.Chart(name, lang.Tag)
			for _, text := range append([]claim.Inline{c.Title, c.Subtitle, c.Notes}, c.Marks...) {
				count += text.CountTyped()
			}
		}
	}
	return count
}
