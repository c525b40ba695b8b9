package scaffold

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// mostRows is how many rows a chart can have.
const mostRows = 40

// series is a quantity of a table by one part of its key; the other parts are held.
type series struct {
	table *dataset.Table
	x, y  *dataset.Field
	held  []string // conditions in SQL
	rows  int
	// marked says that the quantity has a column for its status; a count has its bounds too
	marked bool
}

// chart adds a chart, the query that it shows, and its place at the end of the home page.
func (n *addition) chart() error {
	sql, spec := "data/figures/"+n.identifier()+".sql", "content/charts/"+n.slug()+".yaml"
	if err := n.taken(sql, spec, "data/"+n.identifier()+".csv"); err != nil {
		return err
	}
	s, ok := n.series()
	if !ok || n.source == "" {
		return diag.List{{Pos: diag.Pos{Path: dataset.PackagePath}, Code: CodeNew, Message: "the project has nothing to draw: no table with a key and a count, or no source",
			Hint: "daylight new table NAME adds a table; a source is an entry of content/references.yaml"}}
	}
	n.new[sql] = []byte(n.query(s))
	n.new[spec] = []byte(n.spec(s))
	for _, lang := range n.languages {
		n.home(lang, fmt.Sprintf("![%s](chart:%s)", wordsIn(lang).picture, n.slug()))
	}
	return nil
}

// tables are those of the project, first those whose name the new thing's name holds.
func (n *addition) tables() []*dataset.Table {
	named := func(t *dataset.Table) int {
		return strings.Index("_"+n.identifier()+"_", "_"+t.Schema.Name+"_")
	}
	tables := slices.Clone(n.data.Tables)
	slices.SortStableFunc(tables, func(a, b *dataset.Table) int {
		return cmp.Compare(min(named(b), 0), min(named(a), 0))
	})
	return tables
}

// series finds the first quantity that can be drawn.
func (n *addition) series() (series, bool) {
	for _, table := range n.tables() {
		key := table.Schema.PrimaryKey
		for i := range table.Schema.Fields {
			field := &table.Schema.Fields[i]
			number := field.Type == dataset.Count || field.Type == dataset.Integer || field.Type == dataset.Number
			if len(key) == 0 || table.Len() == 0 || !number || slices.Contains(key, field.Name) {
				continue
			}
			x, _ := table.Schema.Field(key[0])
			s := series{table: table, x: x, y: field, rows: table.Len(), marked: field.Type == dataset.Count || table.Inexact(i)}
			s.hold(key[1:])
			return s, true
		}
	}
	return series{}, false
}

// hold fixes the other parts of the key: at their total, or as in the first row.
func (s *series) hold(parts []string) {
	for _, name := range parts {
		_, col := s.table.Schema.Field(name)
		value := s.table.Raw(0, col)
		for text := range s.table.Texts(col) {
			if text == "total" {
				value = text
			}
		}
		s.held = append(s.held, name+" = '"+strings.ReplaceAll(value, "'", "''")+"'")
	}
}

func (n *addition) query(s series) string {
	var b strings.Builder
	for _, lang := range n.languages {
		fmt.Fprintf(&b, "-- title.%s: %s\n", lang, n.title())
	}
	table := s.table.Schema.Name
	fmt.Fprintf(&b, "-- field.%s: %s.%s\n-- field.%s: %s.%s\n", s.x.Name, table, s.x.Name, s.y.Name, table, s.y.Name)
	columns := []string{s.x.Name, s.y.Name}
	if s.y.Type == dataset.Count {
		columns = append(columns, s.y.Name+"_low", s.y.Name+"_high")
	}
	if s.marked {
		columns = append(columns, s.y.Name+"_status")
	}
	fmt.Fprintf(&b, "SELECT %s\nFROM %s\n", strings.Join(columns, ", "), table)
	if len(s.held) > 0 {
		fmt.Fprintf(&b, "WHERE %s\n", strings.Join(s.held, " AND "))
	}
	fmt.Fprintf(&b, "ORDER BY %s", s.x.Name)
	if s.rows > mostRows {
		fmt.Fprintf(&b, "\nLIMIT %d", mostRows)
	}
	return b.String() + ";\n"
}

func (n *addition) spec(s series) string {
	var b strings.Builder
	kind := "bar"
	if s.x.Type == dataset.Period || s.x.Type == dataset.Year {
		kind = "column"
	}
	fmt.Fprintf(&b, "type: %s\nquery: %s\nx: %s\ny: [%s]\n", kind, n.identifier(), s.x.Name, s.y.Name)
	texts := func(key string, text func(lang string) string) {
		b.WriteString(key + ":\n")
		for _, lang := range n.languages {
			fmt.Fprintf(&b, "  %s: %s\n", lang, inQuotes(text(lang)))
		}
	}
	b.WriteString("# Say the finding here, with its number as a claim.\n")
	texts("title", func(string) string { return n.title() })
	texts("subtitle", func(lang string) string {
		return fmt.Sprintf(wordsIn(lang).by, s.y.TitleIn(lang), strings.ToLower(s.x.TitleIn(lang)))
	})
	texts("unit", func(lang string) string {
		if unit := s.y.Units.In(lang); unit != "" {
			return unit
		}
		return wordsIn(lang).unit
	})
	return b.String() + "source: [" + n.source + "]\n"
}

// inQuotes writes a text as YAML and JSON both read it.
func inQuotes(text string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a text can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}
