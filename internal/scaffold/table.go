package scaffold

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// figure adds a query: a number that is worked out, to be replaced by one's own.
func (n *addition) figure() error {
	path := "data/figures/" + n.identifier() + ".sql"
	if err := n.taken(path, "data/"+n.identifier()+".csv"); err != nil {
		return err
	}
	if len(n.data.Tables) == 0 {
		return diag.List{{Pos: diag.Pos{Path: dataset.PackagePath}, Code: CodeNew, Message: "the project has no table to work anything out of", Hint: "daylight new table NAME adds one"}}
	}
	var b strings.Builder
	for _, lang := range n.languages {
		w := wordsIn(lang)
		label := strings.ToUpper(w.rows[:1]) + w.rows[1:]
		fmt.Fprintf(&b, "-- title.%s: %s\n-- label.how_many.%s: %s\n-- unit.how_many.%s: %s\n", lang, n.title(), lang, label, lang, w.rows)
	}
	fmt.Fprintf(&b, "-- rows: one\n-- Put your own arithmetic here: each column is a figure, %s.COLUMN.\nSELECT count(*) AS how_many\nFROM %s;\n", n.identifier(), n.data.Tables[0].Schema.Name)
	n.new[path] = []byte(b.String())
	n.use = "[](figure:" + n.identifier() + ".how_many)"
	return nil
}

// table adds a table with one row that says nothing yet, and its description.
func (n *addition) table() error {
	name := n.identifier()
	if slices.Contains([]string{"calls", "numbers", "refusals"}, name) {
		return diag.List{{Pos: diag.Pos{Path: "data/" + name + ".csv"}, Code: CodeNew, Message: "this is the name of a core table, which has columns of its own",
			Hint: "choose another name; daylight init DIR --template telecom makes a report with the core tables"}}
	}
	if err := n.taken("data/"+name+".csv", "data/figures/"+name+".sql"); err != nil {
		return err
	}
	list, err := AddResource([]byte(n.read(dataset.PackagePath)), n.resource())
	if err != nil {
		return err
	}
	n.changed[dataset.PackagePath] = list
	n.new["data/"+name+".csv"] = []byte(n.csv())
	n.use = "![" + n.title() + "](table:" + name + ")"
	return nil
}

func (n *addition) csv() string {
	if n.source == "" {
		return "period,value\n" + n.period + ",[not published]\n"
	}
	return "period,value,source\n" + n.period + ",[not published]," + n.source + "\n"
}

// AddResource puts the description of a table, indented, at the end of the list in a
// datapackage.json. The error is a diag.List.
func AddResource(pack []byte, resource string) ([]byte, error) {
	text := string(pack)
	at, first := endOfResources(text)
	if at < 0 {
		return nil, diag.List{{Pos: diag.Pos{Path: dataset.PackagePath}, Code: CodeNew, Message: "the file has no list of resources", Hint: `write "resources": []`}}
	}
	comma := ","
	if first {
		comma = ""
	}
	return []byte(strings.TrimRight(text[:at], " \n\t\r") + comma + "\n" + strings.TrimLeft(resource, "\n") + "\n  " + text[at:]), nil
}

// endOfResources returns where the bracket stands that ends the list of tables, or
// -1, and whether the list is empty.
func endOfResources(text string) (at int, empty bool) {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	depth, inside, items := 0, false, 0
	for {
		token, err := d.Token()
		if err != nil {
			return -1, false
		}
		switch {
		case token == json.Delim('{') || token == json.Delim('['):
			if depth++; inside && depth == 3 {
				items++
			}
		case token == json.Delim('}') || token == json.Delim(']'):
			if depth--; inside && depth == 1 {
				return int(d.InputOffset()) - 1, items == 0
			}
		case token == "resources" && depth == 1:
			inside = true
		}
	}
}

// resource is the description of the new table.
func (n *addition) resource() string {
	each := func(text func(w words) string) string {
		var parts []string
		for _, lang := range n.languages {
			parts = append(parts, inQuotes(lang)+": "+inQuotes(text(wordsIn(lang))))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	field := func(name, kind, title, description string) string {
		return fmt.Sprintf("\n          {\"name\": %q, \"type\": \"string\", \"daylight\": %q, \"titles\": %s,\n           \"descriptions\": %s}", name, kind, title, description)
	}
	period := each(func(w words) string { return w.period })
	fields := field("period", "period", period, period) + "," +
		field("value", "count", each(func(w words) string { return w.value }), each(func(w words) string { return w.valueIs }))
	if n.source != "" {
		fields += "," + field("source", "source", each(func(w words) string { return w.source }), each(func(w words) string { return w.readAt }))
	}
	return fmt.Sprintf(`
    {
      "name": %q,
      "path": %q,
      "titles": %s,
      "descriptions": %s,
      "schema": {
        "fields": [%s
        ],
        "primaryKey": ["period"],
        "missingValues": [
          {"value": "[not published]", "label": "not published", "descriptions": %s}
        ]
      }
    }`, n.identifier(), n.identifier()+".csv", each(func(words) string { return n.title() }), each(func(w words) string { return w.each }),
		fields, each(func(w words) string { return w.notPublished }))
}
