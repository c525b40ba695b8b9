package stories

import (
	"fmt"
	"strings"
)

// table is data for one story or two.
type table struct {
	name string
	cols []column
	rows [][]string
}

// hostile are labels that try to be more than text.
var hostile = []string{
	`</script><script>alert(1)</script>`,
	`]]> & "quotes" 'and' <b> &amp;`,
	"{c} $& {a} {@value} ${x}",
	"right to left (שלום) and back",
	"שלום עולם",
	strings.Repeat("x", 10_000),
	strings.Repeat("words ", 1_600) + "end",
	"`${1+1}` \\u0022 %s",
	"url(#x) javascript:alert(1)",
}

func tables() []table {
	place, value := column{"place", "string", "Place", "Lieu"}, column{"value", "count", "Calls", "Appels"}
	day, series := column{"day", "period", "Day", "Jour"}, column{"series", "string", "What is counted", "Ce qui est compté"}
	part := func(name, title string) column { return column{name, "count", title, title} }
	at := func(i int) []string { return []string{hostile[i], fmt.Sprint(10 * (i + 1))} }
	months := func(i int) string { return fmt.Sprintf("2011-%02d", i+1) }
	cells := []string{"120", "180", "[withheld]", "210", ">150", "90", "95", "[not published]", "60", "66", "~70", "75"}
	var rows [][]string
	for k, name := range []string{"Complaints", "Calls that were traced to a number", "People"} {
		for i := range 12 {
			cell := fmt.Sprint((k + 1) * (20 + i*i*(k+1)%70))
			if k == 0 {
				cell = cells[i]
			}
			rows = append(rows, []string{months(i), name, cell})
		}
	}
	var byPlace [][]string
	for k, name := range []string{"Complaints", "Calls", "People", "Numbers"} {
		for i := range 4 {
			byPlace = append(byPlace, []string{placeNames[i], name, statusCells[(i*5+k)%len(statusCells)]})
		}
	}
	return append(provisionalTables(), []table{
		{"series", []column{day, series, value}, rows},
		{"places", []column{place, series, value}, byPlace},
		{"wide", []column{day, part("a", "Complaints"), part("b", "People who complained, each counted once")}, number(6, func(i int) []string {
			return []string{months(2 * i), fmt.Sprint(50 + i*i*9), fmt.Sprint(40 + i*11)}
		})},
		{"hostile", []column{place, value}, number(len(hostile), at)},
		{"hostile_parts", []column{place, part("a", hostile[0]), part("b", hostile[2]), part("c", hostile[5][:300])}, number(3, func(i int) []string {
			return []string{hostile[i], "5", fmt.Sprint(i), "2"}
		})},
		{"hostile_series", []column{day, series, value}, number(10, func(i int) []string {
			return []string{months(i), hostile[i%5], fmt.Sprint(10 * i)}
		})},
		{"hostile_flow", []column{{"from", "string", "From", "De"}, {"to", "string", "To", "Vers"}, value}, number(4, func(i int) []string {
			return []string{hostile[i], hostile[i+4], "5"}
		})},
		{"hostile_events", []column{{"id", "string", "Number", "Numéro"}, day, {"what", "string", "What happened", "Ce qui s’est passé"}}, number(len(hostile), func(i int) []string {
			return []string{fmt.Sprint(i), months(i), hostile[i]}
		})},
	}...)
}

// provisionalTables have a column that says which numbers may still be revised.
func provisionalTables() []table {
	place, value := column{"place", "string", "Place", "Lieu"}, column{"value", "count", "Calls", "Appels"}
	day, series := column{"day", "period", "Day", "Jour"}, column{"series", "string", "What is counted", "Ce qui est compté"}
	status := column{"obs_status", "status", "Status of the number", "Statut du nombre"}
	part := func(name, en, fr string) column { return column{name, "count", en, fr} }
	parts := []column{place, part("a", "answered", "répondus"), part("b", "open", "ouverts"), part("c", "refused", "refusés"), status}
	var time, both [][]string
	for i := range 12 {
		code := "A"
		if i >= 9 {
			code = "p"
		}
		month := fmt.Sprintf("2011-%02d", i+1)
		time = append(time, []string{month, fmt.Sprint(120 + i*i*37%90), code})
		if i%3 == 0 {
			both = append(both, []string{month, "Calls", fmt.Sprint(80 + 11*i), code}, []string{month, "People", fmt.Sprint(40 + i*i), code})
		}
	}
	return []table{
		{"prov_places", []column{place, value, status}, [][]string{
			{"North", "1200", "A"}, {"South", "950", "p"}, {"East", ">800", "p"}, {"West", "400..650", "p"}, {"Abroad", "~500", "p"},
			{"Yukon", "400..650", "A"}, {"Nunavut", "[withheld]", "A"}, {"Alberta", "[not published]", "A"}, {"Ontario", "0", "p"},
		}},
		{"prov_parts", parts, [][]string{{"North", "120", "60", "20", "A"}, {"South", "90", "45", "12", "p"}, {"East", ">40", "[withheld]", "30", "p"}}},
		{"prov_part", parts, [][]string{{"North", "120", "60", "20", "p"}}},
		{"prov_months", []column{day, value, status}, [][]string{{"2011-01", "120", "A"}, {"2011-02", "~90", "A"}, {"2011-03", "140", "p"}, {"2011-04", ">80", "p"}, {"2011-05", "~70", "p"}}},
		{"prov_time", []column{day, value, status}, time},
		{"prov_series", []column{day, series, value, status}, both},
	}
}
