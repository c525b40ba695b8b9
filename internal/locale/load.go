package locale

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

// file is templates/i18n/<tag>.yaml.
type file struct {
	Name   conf.Text            `conf:"name,required"`
	Code   conf.Text            `conf:"code,required"`
	Dir    conf.Text            `conf:"dir,required"`
	Dates  datesFile            `conf:"dates,required"`
	Values conf.Node            `conf:"values,required"`
	Words  wordsFile            `conf:"words,required"`
	Names  namesFile            `conf:"names,required"`
	Texts  map[string]conf.Node `conf:"texts,required"`
}

type datesFile struct {
	Pos      diag.Pos             `conf:",pos"`
	Months   []conf.Text          `conf:"months,required"`
	Ordinals []conf.Text          `conf:"ordinals,required"`
	Days     map[string]conf.Text `conf:"days,required"`
	Day      conf.Text            `conf:"day,required"`
	Month    conf.Text            `conf:"month,required"`
	Quarter  conf.Text            `conf:"quarter,required"`
	Half     conf.Text            `conf:"half,required"`
	Year     conf.Text            `conf:"year,required"`
	Interval conf.Text            `conf:"interval,required"`
	InYear   conf.Text            `conf:"in-year,required"`
	InMonth  conf.Text            `conf:"in-month,required"`
	Before   conf.Text            `conf:"before,required"`
	Since    conf.Text            `conf:"since,required"`
}

// loader collects the problems of one file.
type loader struct{ problems diag.List }

// Load reads templates/i18n/<tag>.yaml. The error is a diag.List.
func Load(tag, path string, data []byte) (*Language, error) {
	var f file
	if err := conf.YAML(path, data, &f); err != nil {
		return nil, err
	}
	var ld loader
	l := &Language{Tag: tag, Code: f.Code.Value, Name: f.Name.Value, Dir: f.Dir.Value, path: path}
	ld.identity(l, f)
	l.dates = ld.dates(f.Dates)
	l.values = ld.values(f.Values)
	l.words = ld.words(f.Words)
	l.names = ld.names(f.Names, l.dates.months)
	ld.spoken(l, f.Values)
	l.texts = ld.texts(f.Texts)
	if err := ld.problems.Err(); err != nil {
		return nil, err
	}
	return l, nil
}

func (ld *loader) bad(pos diag.Pos, hint, format string, args ...any) {
	ld.problems.Add(pos, CodeLanguage, hint, format, args...)
}

// identity checks name, code and direction, and derives what follows from the code.
func (ld *loader) identity(l *Language, f file) {
	if strings.TrimSpace(l.Name) == "" {
		ld.bad(f.Name.Pos, "write the language's name in the language itself", "the name is empty")
	}
	if l.Dir != "ltr" && l.Dir != "rtl" {
		ld.bad(f.Dir.Pos, "write ltr or rtl", "the direction of writing is neither ltr nor rtl")
	}
	tag, err := language.Parse(l.Code)
	if err != nil || tag.String() != l.Code {
		ld.bad(f.Code.Pos, "write a code such as en-CA or fr-CA", "the code is no language code")
		return
	}
	l.tag = tag
	if l.format, err = newFormat(tag); err != nil {
		ld.bad(f.Code.Pos, "write the code of another region of the language", "the language cannot be used: %v", err)
	}
	l.collators = &sync.Pool{New: func() any { return collate.New(tag) }}
}

// pattern checks that a text has exactly the placeholders it must have.
func (ld *loader) pattern(t conf.Text, names ...string) Pattern {
	found, ok := Pattern(t.Value).placeholders()
	if slices.Sort(names); !ok || !slices.Equal(found, names) {
		ld.bad(t.Pos, "it holds {"+strings.Join(names, "}, {")+"}, each once", "the placeholders of this text are not the ones it must have")
	}
	return Pattern(t.Value)
}

func (ld *loader) dates(f datesFile) dates {
	return dates{
		months:   ld.list(f.Pos, "months", f.Months, 12),
		ordinals: ld.list(f.Pos, "ordinals", f.Ordinals, 4),
		days:     ld.days(f.Days),
		day:      ld.pattern(f.Day, "day", "month", "year"),
		month:    ld.pattern(f.Month, "month", "year"),
		quarter:  ld.pattern(f.Quarter, "ordinal", "year"),
		half:     ld.pattern(f.Half, "ordinal", "year"),
		year:     ld.pattern(f.Year, "year"),
		interval: ld.pattern(f.Interval, "start", "end"),
		inYear:   ld.pattern(f.InYear, "day", "month"),
		inMonth:  ld.pattern(f.InMonth, "day"),
		before:   ld.pattern(f.Before, "date"),
		since:    ld.pattern(f.Since, "date"),
	}
}

// list checks the number of names of months and the like.
func (ld *loader) list(pos diag.Pos, key string, items []conf.Text, count int) []string {
	names := make([]string, count)
	if len(items) != count {
		ld.bad(pos, "", "%s has %d entries and needs %d", key, len(items), count)
		return names
	}
	for i, t := range items {
		names[i] = t.Value
	}
	return names
}

func (ld *loader) days(items map[string]conf.Text) map[int]string {
	days := map[int]string{}
	for key, t := range items {
		n, err := strconv.Atoi(key)
		if err != nil || n < 1 || n > 31 || strconv.Itoa(n) != key {
			ld.bad(t.Pos, "write 1 to 31, a colon and how that day is written", "this is no day of a month")
			continue
		}
		days[n] = t.Value
	}
	return days
}

func (ld *loader) values(node conf.Node) Values {
	var v Values
	if err := conf.Decode(node, &v); err != nil {
		ld.problems.Join(err, node.Pos, CodeLanguage)
		return v
	}
	for _, want := range []struct {
		key   string
		names []string
	}{
		{"more-than", []string{"n"}}, {"at-least", []string{"n"}}, {"fewer-than", []string{"n"}}, {"at-most", []string{"n"}},
		{"about", []string{"n"}}, {"range", []string{"low", "high"}}, {"withheld", nil}, {"not-published", nil},
		{"not-applicable", nil}, {"total", nil},
	} {
		item, _ := node.Get(want.key)
		ld.pattern(conf.Text{Value: item.Value, Pos: item.Pos}, want.names...)
	}
	return v
}

// spoken checks that what is shown can be claimed: each text for a value holds
// the checked word of its meaning.
func (ld *loader) spoken(l *Language, node conf.Node) {
	for _, want := range []struct {
		key     string
		pattern Pattern
		meaning Meaning
	}{
		{"more-than", l.values.MoreThan, MoreThan}, {"at-least", l.values.AtLeast, AtLeast}, {"fewer-than", l.values.FewerThan, FewerThan},
		{"at-most", l.values.AtMost, AtMost}, {"about", l.values.About, About},
	} {
		before, _, _ := strings.Cut(string(want.pattern), "{n}")
		phrases := l.Phrases(before)
		if item, ok := node.Get(want.key); ok && (len(phrases) != 1 || phrases[0].Meaning != want.meaning) {
			ld.bad(item.Pos, "put a word before {n} that stands under words, "+want.key, "this text does not say what it must in a checked word")
		}
	}
	before, rest, _ := strings.Cut(string(l.values.Range), "{low}")
	middle, after, _ := strings.Cut(rest, "{high}")
	if item, ok := node.Get("range"); ok && !l.IsBetween(before, middle, after) {
		ld.bad(item.Pos, "write a pattern that stands under words, between", "this text is not one of the patterns for a band")
	}
}

func (ld *loader) texts(nodes map[string]conf.Node) map[string]text {
	texts := make(map[string]text, len(nodes))
	for key, node := range nodes {
		t := text{pos: node.Pos, forms: map[plural.Form]Pattern{}, plural: node.Kind == conf.Map}
		if t.plural {
			ld.forms(t, node)
		} else if node.Kind == conf.List || node.Kind == conf.Null {
			ld.problems.Add(node.Pos, CodeText, "write a text, or plural forms (one: …, other: …)", "the text %q is neither a text nor plural forms", key)
		} else {
			t.forms[plural.Other] = ld.form(node)
		}
		texts[key] = t
	}
	return texts
}

// forms reads the plural forms of a text.
func (ld *loader) forms(t text, node conf.Node) {
	for i, key := range node.Keys {
		form, ok := pluralForms[key.Value]
		if _, twice := t.forms[form]; !ok || twice {
			ld.problems.Add(key.Pos, CodeText, "the forms are zero, one, two, few, many and other, each once", "this is no plural form, or one that stands here already")
			continue
		}
		t.forms[form] = ld.form(node.Items[i])
	}
	if _, ok := t.forms[plural.Other]; !ok {
		ld.problems.Add(node.Pos, CodeText, "add other: …", "the form “other” is missing")
	}
}

func (ld *loader) form(node conf.Node) Pattern {
	p := Pattern(node.Value)
	if _, ok := p.placeholders(); !ok || node.Kind == conf.Map || node.Kind == conf.List {
		ld.problems.Add(node.Pos, CodeText, "write a placeholder as {name}, in small letters", "this is not a text, or it has a brace that belongs to no placeholder")
	}
	return p
}
