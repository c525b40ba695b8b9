package stories

import (
	"encoding/json"
	"fmt"
	"strings"
)

const (
	longLabel   = "A label of exactly sixty characters, which has to be wrapped"
	longFrench  = "Commissaire aux élections fédérales et procureur général adj."
	frenchPlace = "Nouvelle-Écosse et Île-du-Prince-Édouard"
)

func families() []family {
	place, value := column{"place", "string", "Place", "Lieu"}, column{"value", "count", "Calls", "Appels"}
	day := column{"day", "period", "Day", "Jour"}
	a, b, c := column{"a", "count", "answered at once", "répondus aussitôt"}, column{"b", "count", "answered later", "répondus plus tard"}, column{"c", "count", "refused", "refusés"}
	return []family{
		{"cat", []string{"bar", "column", "range"}, categories, []column{place, value}, "x: place\ny: [value]\n"},
		{"parts", []string{"stacked", "share"}, parts, []column{place, a, b, c}, "x: place\ny: [a, b, c]\n"},
		{"time", []string{"dots", "line", "step"}, overTime, []column{day, value}, "x: day\ny: [value]\n"},
		{"flow", []string{"flow"}, flows, []column{{"from", "string", "From", "De"}, {"to", "string", "To", "Vers"}, value}, "x: from\nto: to\ny: [value]\n"},
		{"funnel", []string{"funnel"}, stages, []column{
			{"id", "string", "Name", "Nom"}, {"a", "people", "People asked", "Personnes interrogées"}, {"b", "people", "People who answered", "Personnes ayant répondu"},
			{"c", "people", longLabel, longFrench}, {"d", "people", "People who agreed", "Personnes d’accord"},
		}, "x: id\ny: [a, b, c, d]\n"},
		{"events", []string{"timeline"}, events, []column{{"id", "string", "Number", "Numéro"}, day, {"what", "string", "What happened", "Ce qui s’est passé"}}, "x: day\ntext: what\n"},
	}
}

var placeNames = strings.Split("North,South,East,West,Alberta,Manitoba,Yukon,Nunavut,Ontario,Quebec,Newfoundland and Labrador,Nova Scotia,New Brunswick,Prince Edward Island,British Columbia,Saskatchewan,Northwest Territories,Abroad,Unknown place,Other", ",")

// statusCells has a cell for each way of being known.
var statusCells = []string{"1200", ">800", "~500", "<5", "100..249", "[withheld]", "[not published]", "[not applicable]", "0"}

func categories(state string) [][]string {
	switch state {
	case "one":
		return [][]string{{"North", "120"}}
	case "few":
		return [][]string{{"north", "120"}, {"South", "95"}, {"East", "47"}, {"West", "3"}}
	case "twenty":
		return number(20, func(i int) []string { return []string{placeNames[i], fmt.Sprint(37 * (i*7%20 + 1))} })
	case "unknown":
		return [][]string{{"North", "[withheld]"}, {"South", "[not published]"}, {"East", "[not applicable]"}}
	case "mixed":
		return number(len(statusCells), func(i int) []string { return []string{placeNames[i], statusCells[i]} })
	case "zero":
		return [][]string{{"North", "0"}, {"South", "12"}, {"East", "0"}}
	case "huge":
		return [][]string{{"North", "123456789012"}, {"South", "1"}, {"East", "4000000"}}
	case "long":
		return [][]string{{longLabel, "120"}, {strings.Repeat("W", 60), ">9500000"}, {"South", "[not published]"}}
	}
	return [][]string{{frenchPlace, "6051"}, {longFrench, ">40000"}, {"Québec", "[withheld]"}, {"Île-du-Prince-Édouard", "100..249"}, {"Terre-Neuve-et-Labrador", "[not published]"}}
}

func parts(state string) [][]string {
	switch state {
	case "one":
		return [][]string{{"North", "120", "60", "20"}}
	case "few":
		return [][]string{{"North", "120", "60", "20"}, {"South", "10", "45", "45"}, {"East", "33", "1", "0"}}
	case "twenty":
		return number(20, func(i int) []string {
			return []string{placeNames[i], fmt.Sprint(10 + i*7%40), fmt.Sprint(i * 3 % 17), fmt.Sprint(i % 9)}
		})
	case "unknown":
		return [][]string{{"North", "[withheld]", "[not published]", "[not applicable]"}, {"South", "[withheld]", "[withheld]", "[withheld]"}}
	case "mixed":
		return [][]string{{"North", "120", "[withheld]", "20"}, {"South", ">40", "20..30", "~10"}, {"East", "[not published]", "5", "<5"}}
	case "zero":
		return [][]string{{"North", "0", "12", "0"}, {"South", "0", "0", "0"}}
	case "huge":
		return [][]string{{"North", "123456789012", "1", "4000000"}, {"South", "2", "3", "1"}}
	case "long":
		return [][]string{{longLabel, "120", "60", "20"}, {strings.Repeat("W", 60), "9500000", "1", "[withheld]"}}
	}
	return [][]string{{frenchPlace, "6051", "1200", "48"}, {longFrench, ">40000", "100..249", "[withheld]"}}
}

func overTime(state string) [][]string {
	month := func(i int) string { return fmt.Sprintf("%d-%02d", 2010+i/12, i%12+1) }
	switch state {
	case "one":
		return [][]string{{"2011-05-02", "120"}}
	case "few":
		return [][]string{{"2011-01", "40"}, {"2011-03", "95"}, {"2011-06", "60"}, {"2011-10", "130"}, {"2011-12", "110"}}
	case "twenty":
		return number(20, func(i int) []string { return []string{month(i), fmt.Sprint(37 * (i*7%20 + 1))} })
	case "unknown":
		return [][]string{{"2011-01", "[withheld]"}, {"2011-02", "[not published]"}, {"2011-03", "[not applicable]"}}
	case "mixed":
		return number(len(statusCells), func(i int) []string { return []string{month(2 * i), statusCells[i]} })
	case "zero":
		return [][]string{{"2010", "0"}, {"2011", "12"}, {"2012", "0"}}
	case "huge":
		return [][]string{{"2010", "123456789012"}, {"2011", "1"}, {"2012", "4000000"}}
	case "long":
		return [][]string{{"2011-03-26/2011-05-02", "120"}, {"../2011-01-31", ">9500000"}, {"2012-02-22/..", "[not published]"}}
	}
	return [][]string{{"2011-02", "6051"}, {"2011-03", ">40000"}, {"2011-08", "[withheld]"}, {"2011-11", "31000"}, {"2011-12", "30500"}}
}

func flows(state string) [][]string {
	switch state {
	case "one":
		return [][]string{{"Asked", "Answered", "120"}}
	case "few":
		return [][]string{{"Asked", "Answered", "120"}, {"Asked", "Refused", "45"}, {"Answered", "In full", "80"}, {"Answered", "In part", "40"}}
	case "twenty":
		return number(20, func(i int) []string {
			return []string{"Office " + string(rune('A'+i%4)), placeNames[i/4], fmt.Sprint(5 + i*7%40)}
		})
	case "unknown":
		return [][]string{{"Asked", "Answered", "[withheld]"}, {"Asked", "Refused", "[not published]"}}
	case "mixed":
		return [][]string{{"Asked", "Answered", ">120"}, {"Asked", "Refused", "[withheld]"}, {"Answered", "In full", "20..40"}, {"Answered", "In part", "~30"}}
	case "zero":
		return [][]string{{"Asked", "Answered", "120"}, {"Asked", "Refused", "0"}}
	case "huge":
		return [][]string{{"Asked", "Answered", "123456789012"}, {"Asked", "Refused", "1"}, {"Answered", "In full", "4000000"}}
	case "long":
		return [][]string{{longLabel, strings.Repeat("W", 60), "120"}, {longLabel, "Refused", "45"}, {"Refused", longLabel + "?", "40"}}
	}
	return [][]string{{frenchPlace, longFrench, "6051"}, {frenchPlace, "Île-du-Prince-Édouard", "1200"}, {longFrench, "Québec", "5000"}, {longFrench, "Terre-Neuve-et-Labrador", "[withheld]"}}
}

func stages(state string) [][]string {
	cells := map[string][]string{
		"one": {"120", "60", "40", "20"}, "few": {"1200", "1100", "400", "399"}, "unknown": {"[withheld]", "[not published]", "[withheld]", "[not applicable]"},
		"mixed": {"120", "[withheld]", "20..40", "<5"}, "zero": {"120", "0", "0", "0"}, "huge": {"123456789012", "4000000", "1", "1"},
		"long": {">9500000", "9000000", "~8000000", "1"}, "french": {"6051", "6050", "[not published]", "48"}, "twenty": {"5", "4", "3", "2"},
	}[state]
	return [][]string{append([]string{"all"}, cells...)}
}

func events(state string) [][]string {
	switch state {
	case "one":
		return [][]string{{"1", "2011-05-02", "The election is held"}}
	case "few":
		return [][]string{{"1", "2011-03-26/2011-05-02", "The campaign"}, {"2", "2011-05-02", "The election is held"}, {"3", "2011-05-03", "First complaints"}, {"4", "2012-02-23", "First news reports"}, {"5", "2014-04", "The investigation ends"}}
	case "twenty":
		return number(20, func(i int) []string {
			return []string{fmt.Sprint(i), fmt.Sprintf("%d-%02d-%02d", 2010+i*i/90, i%12+1, i+1), "Event in " + placeNames[i]}
		})
	case "unknown":
		return [][]string{{"1", "[not published]", "[withheld]"}, {"2", "[not published]", "The files are closed"}}
	case "mixed":
		return [][]string{{"1", "../2011-05-02", "Calls begin, on a day that is not known"}, {"2", "2011-05-02", "[withheld]"}, {"3", "2012-02-22/..", "The inquiry goes on"}, {"4", "[not published]", "A warrant is asked for"}}
	case "zero":
		return [][]string{{"1", "2011-05-02", "One"}, {"2", "2011-05-02", "Two on one day"}, {"3", "2011-05-02", "Three on one day"}}
	case "huge":
		return [][]string{{"1", "1867-07-01", "Long ago"}, {"2", "2011-05-02", "The election is held"}, {"3", "2011-05-03", "The day after"}}
	case "long":
		return [][]string{{"1", "2011-03-26/2011-05-02", strings.Repeat(longLabel+" ", 5) + longLabel}, {"2", "2011-05-02", strings.Repeat("W", 60)}}
	}
	return [][]string{{"1", "2011-05-02", "Le " + longFrench}, {"2", "2012-02", frenchPlace}, {"3", "2014-04", "Fin de l’enquête"}}
}

func number(n int, row func(i int) []string) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = row(i)
	}
	return rows
}

// resource is a table's entry in the schema.
type resource struct {
	Name   string `json:"name"`
	Path   string `json:"path"`
	Type   string `json:"type"`
	Title  string `json:"title"`
	Titles names  `json:"titles"`
	Schema schema `json:"schema"`
}

type names struct {
	EN string `json:"en"`
	FR string `json:"fr"`
}

type schema struct {
	Fields        []field   `json:"fields"`
	PrimaryKey    []string  `json:"primaryKey"`
	MissingValues []missing `json:"missingValues"`
}

type field struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Title    string `json:"title"`
	Titles   names  `json:"titles"`
	Daylight string `json:"daylight,omitempty"`
	Units    *names `json:"units,omitempty"`
}

type missing struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

func newResource(name string, cols []column) resource {
	r := resource{Name: name, Path: name + ".csv", Type: "table", Title: name, Titles: names{name, name}}
	for _, status := range []string{"withheld", "not published", "not applicable"} {
		r.Schema.MissingValues = append(r.Schema.MissingValues, missing{"[" + status + "]", status})
	}
	for _, c := range cols {
		f := field{Name: c.name, Type: "string", Title: c.en, Titles: names{c.en, c.fr}}
		switch c.typ {
		case "count":
			f.Daylight, f.Units = "count", &names{"calls", "appels"}
		case "people":
			f.Daylight, f.Units = "count", &names{"people", "personnes"}
		case "period":
			f.Daylight = "period"
		}
		r.Schema.Fields = append(r.Schema.Fields, f)
		if isKey := c.typ == "string" && c.name != "what" || c.name == "day" && cols[0].name == "day"; isKey {
			r.Schema.PrimaryKey = append(r.Schema.PrimaryKey, c.name)
		}
	}
	return r
}

func datapackage(resources []resource) []byte {
	data, err := json.MarshalIndent(struct {
		Schema    string     `json:"$schema"`
		Name      string     `json:"name"`
		Title     string     `json:"title"`
		Titles    names      `json:"titles"`
		Resources []resource `json:"resources"`
	}{"https://datapackage.org/profiles/2.0/datapackage.json", "stories", "Stories", names{"Stories", "Histoires"}, resources}, "", " ")
	if err != nil {
		panic(err) // strings alone
	}
	return data
}

func csv(cols []column, rows [][]string) []byte {
	var b strings.Builder
	write := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(c, "\",\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteByte('\n')
	}
	var head []string
	for _, c := range cols {
		head = append(head, c.name)
	}
	write(head)
	for _, row := range rows {
		write(row)
	}
	return []byte(b.String())
}
