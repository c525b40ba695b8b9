package figure

import (
	"regexp"
	"slices"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/dataset"
	"daylight/internal/diag"
)

const hintHead = "the keys are title.LANG, label.COLUMN.LANG, unit.COLUMN.LANG, field.COLUMN and rows; a plain comment does not begin with a lower-case word and a colon"

var (
	headLine = regexp.MustCompile(`^\s*--[ \t]*(([a-z]+)(?:\.([^\s:]+))?):(?:[ \t]+(.*?))?[ \t\r]*$`)
	language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	headKeys = []string{"title", "label", "unit", "field", "rows"}
)

// header is what the comments at the head of a file say.
type header struct {
	titles conf.Localized
	labels map[string]conf.Localized // by column
	units  map[string]conf.Localized // by column
	fields map[string]conf.Text      // by column: table.field
	pos    map[string]diag.Pos       // where a column is first named
	named  []string                  // the columns named, in order
	one    bool                      // rows: one
	remark string                    // the first plain comment
}

// headEntry is one line of the head, taken apart.
type headEntry struct {
	key, word, rest string // title.en: "title.en", "title", "en"
	at              diag.Pos
	value           conf.Text
}

// parseHead reads the comment lines before the statement.
func (s *script) parseHead(problems *diag.List) header {
	h := header{titles: conf.Localized{}, labels: map[string]conf.Localized{}, units: map[string]conf.Localized{}, fields: map[string]conf.Text{}, pos: map[string]diag.Pos{}}
	offset := 0
	for line := range strings.Lines(s.sql[:s.start]) {
		text := strings.TrimRight(line, "\r\n")
		if m := headLine.FindStringSubmatchIndex(text); m != nil {
			h.add(s.entry(text, offset, m), problems)
		} else if plain, ok := strings.CutPrefix(strings.TrimSpace(text), "--"); ok && h.remark == "" {
			h.remark = strings.TrimSpace(plain)
		}
		offset += len(line)
	}
	return h
}

// entry makes an entry of a line and its submatches.
func (s *script) entry(text string, offset int, m []int) headEntry {
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	e := headEntry{key: part(1), word: part(2), rest: part(3), at: s.at(offset + m[2]), value: conf.Text{Value: part(4), Pos: s.at(offset + m[2])}}
	if m[8] >= 0 {
		e.value.Pos = s.at(offset + m[8])
	}
	return e
}

// add takes one entry into the header.
func (h *header) add(e headEntry, problems *diag.List) {
	if !slices.Contains(headKeys, e.word) {
		problems.Add(e.at, CodeHeader, strings.TrimSpace(diag.DidYouMean(e.word, headKeys)+" "+hintHead), "the key %q is unknown", e.key)
		return
	}
	if e.value.Value == "" {
		problems.Add(e.at, CodeHeader, "write it behind the colon, or delete the line", "the key %q has no text", e.key)
		return
	}
	if strings.ContainsFunc(e.value.Value, invisible) {
		problems.Add(e.value.Pos, CodeHeader, "delete it; typing the words anew is the surest way", "the text of %q holds a control character or one that hides or reorders text", e.key)
		return
	}
	switch e.word {
	case "title":
		put(h.titles, e.rest, e, problems)
	case "label":
		h.addText(h.labels, e, problems)
	case "unit":
		h.addText(h.units, e, problems)
	case "field":
		h.name(e.rest, e.at)
		if _, twice := h.fields[e.rest]; twice {
			problems.Add(e.at, CodeHeader, "keep one of the lines", "the key %q is given twice", e.key)
		}
		h.fields[e.rest] = e.value
	case "rows":
		if e.rest != "" || e.value.Value != "one" {
			problems.Add(e.at, CodeHeader, "write: -- rows: one", "rows can only be said to be one")
		}
		h.one = true
	}
}

// addText takes a column's text in a language into texts.
func (h *header) addText(texts map[string]conf.Localized, e headEntry, problems *diag.List) {
	column, lang, _ := strings.Cut(e.rest, ".")
	h.name(column, e.at)
	if texts[column] == nil {
		texts[column] = conf.Localized{}
	}
	put(texts[column], lang, e, problems)
}

// name records that an entry is about a column.
func (h *header) name(column string, at diag.Pos) {
	if _, known := h.pos[column]; !known {
		h.pos[column] = at
		h.named = append(h.named, column)
	}
}

// put sets a language's text.
func put(texts conf.Localized, lang string, e headEntry, problems *diag.List) {
	if !language.MatchString(lang) {
		problems.Add(e.at, CodeHeader, hintHead, "the key %q ends in no language", e.key)
		return
	}
	if _, twice := texts[lang]; twice {
		problems.Add(e.at, CodeHeader, "keep one of the lines", "the key %q is given twice", e.key)
	}
	texts[lang] = e.value
}

// describe makes the columns of a result of their names, what the head says about
// them and the fields of the tables read.
func (s *script) describe(names []string, data *dataset.Set, problems *diag.List) []Column {
	columns := make([]Column, len(names))
	for i, name := range names {
		columns[i] = Column{Name: name, Field: s.field(name, data, problems), Labels: s.head.labels[name], Units: s.head.units[name]}
		if columns[i].Units == nil && columns[i].Field != nil {
			columns[i].Units = columns[i].Field.Units
		}
	}
	for _, name := range s.head.named {
		if !slices.Contains(names, name) {
			hint := diag.DidYouMean(name, names)
			if hint == "" {
				hint = "its columns are " + list(names)
			}
			problems.Add(s.head.pos[name], CodeHeader, hint, "the result has no column %q", name)
		}
	}
	return columns
}

// field returns the field that a column shows, or nil.
func (s *script) field(name string, data *dataset.Set, problems *diag.List) *dataset.Field {
	if said, ok := s.head.fields[name]; ok {
		return fieldNamed(said, data, problems)
	}
	var found *dataset.Field
	for _, table := range tablesRead(s.reads) {
		if f, _ := data.Table(table).Schema.Field(name); f != nil {
			if found != nil {
				return nil
			}
			found = f
		}
	}
	return found
}

// fieldNamed returns the field that "table.field" names.
func fieldNamed(said conf.Text, data *dataset.Set, problems *diag.List) *dataset.Field {
	table, field, _ := strings.Cut(said.Value, ".")
	t := data.Table(table)
	if t == nil {
		names := tableNames(data)
		problems.Add(said.Pos, CodeHeader, didYouMeanOr(table, names, "the tables are "), "there is no table %q", table)
		return nil
	}
	f, _ := t.Schema.Field(field)
	if f == nil {
		problems.Add(said.Pos, CodeHeader, didYouMeanOr(field, fieldNames(t), "its fields are "), "the table %q has no field %q", table, field)
	}
	return f
}
