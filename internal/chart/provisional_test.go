package chart

import (
	"encoding/csv"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// The words by which a chart says that a number may still be revised.
var provisionalWord = map[string]string{"en": "provisional", "fr": "provisoire"}

// What the data says is provisional, and nothing else, has the word in the table, the
// file and the description, a mark in the picture, and a line in the key.
func TestProvisionalEverywhereAlike(t *testing.T) {
	t.Parallel()
	b := readBook(t)
	seen := 0
	for name, c := range b.charts {
		lang, column := b.langs[name], c.Query.Column("obs_status")
		word := provisionalWord[lang.Tag]
		want := map[string]bool{} // figures, by their canonical names
		for row := range c.Query.Len() {
			for k := range c.Query.Columns {
				if v := c.Query.Row(row)[k]; column >= 0 && c.Query.Row(row)[column].Text == "p" && !v.IsText && !v.Status.Unknown() {
					want[c.Query.Canonical(row, k)] = true
				}
			}
		}
		table, marks := map[string]bool{}, map[string]bool{}
		for r, row := range c.Table.Rows {
			for k, cell := range row {
				if cell.Figure != "" && strings.Contains(cell.Text, "("+word+")") {
					table[cell.Figure] = true
					marks[fmt.Sprintf(`data-row="%d" data-col="%d"`, r, k)] = !b.models[name].isNothing(r, k)
				}
			}
		}
		if !reflect.DeepEqual(table, want) {
			t.Errorf("%s: the table says that %v are provisional, the data %v", name, table, want)
		}
		if got := fileOf(t, c); got != (len(want) > 0) {
			t.Errorf("%s: the file says %t", name, got)
		}
		said, err := lang.Text("chart.count-provisional", "n", len(want))
		if err != nil || strings.Contains(c.Description, said) != (len(want) > 0) {
			t.Errorf("%s: the description does not say how many are provisional (%v): %s", name, err, c.Description)
		}
		key, err := lang.Text("chart.key-provisional")
		for size, svg := range map[string]string{"wide": string(c.Wide), "narrow": string(c.Narrow), "alone": string(c.SVG)} {
			shown := strings.Join(texts(t, svg), "\n")
			if err != nil || strings.Contains(shown, key) != (len(want) > 0) || strings.Contains(strings.ToLower(shown), word) != (len(want) > 0) {
				t.Errorf("%s, %s: the key or the words are not as the data has it (%v)", name, size, err)
			}
			for at, drawn := range marks {
				if drawn && size != "alone" && !strings.Contains(svg, at) {
					t.Errorf("%s, %s: nothing stands for the provisional %s", name, size, at)
				}
			}
		}
		seen += len(want)
	}
	if seen == 0 {
		t.Error("no story has a provisional number")
	}
}

// fileOf tells whether a chart's CSV calls something provisional, and holds each record's
// word against the data's code.
func fileOf(t *testing.T, c *Chart) bool {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(c.CSV), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column, found := c.Query.Column("obs_status"), false
	if column < 0 {
		return strings.Contains(string(c.CSV), "provisional")
	}
	for i, record := range records[1:] {
		last := record[len(record)-1]
		if row := min(i, c.Query.Len()-1); (last == "provisional") != (c.Query.Row(row)[column].Text == "p") {
			t.Errorf("%s: the file says %q in record %d", c.Name, last, i+1)
		}
		found = found || last == "provisional"
	}
	return found
}

// A provisional value looks like no other, in every kind of chart that can show one.
func TestProvisionalLooksLikeNothingElse(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds() {
		if !kind.takes("status") {
			continue
		}
		m := &model{kind: kind}
		var own picture
		m.swatchProvisional(&own, 0, 20, 28)
		for status := dataset.Bound; status <= dataset.NotApplicable; status++ {
			var other picture
			m.swatch(&other, status, 0, 20, 28)
			if reflect.DeepEqual(own.shapes, other.shapes) {
				t.Errorf("%s: a provisional value looks like one that is %s", kind.name, status)
			}
		}
		if len(own.shapes) == 0 {
			t.Errorf("%s: a provisional value has no mark", kind.name)
		}
	}
}

// A stream tells by its outline how its number is known, without its colour.
func TestStreamsAreToldApart(t *testing.T) {
	t.Parallel()
	seen := map[string]dataset.Status{}
	for status := dataset.Exact; status <= dataset.NotApplicable; status++ {
		style := linkStyle(status)
		look := fmt.Sprint(style.BorderType, style.Color == hue("bg"))
		if other, both := seen[look]; both {
			t.Errorf("streams that are %s and %s look alike", other, status)
		}
		seen[look] = status
	}
}

// No word of a place is broken where the room between two stages is enough for both.
func TestPlacesKeepTheirWords(t *testing.T) {
	t.Parallel()
	s := narrow()
	for _, last := range []string{"Île", "Terre-Neuve-et-Labrador"} {
		places := []place{{name: "Nouvelle-Écosse"}, {name: "Commissaire aux élections", depth: 1}, {name: last, depth: 2}}
		rooms, shift := wordsRooms(s, places, 2, 153)
		for i, at := range places {
			if need := longestWord(at.name, s.label); rooms[i] < need {
				t.Errorf("the words of stage %d have %d, and the longest needs %d", i, rooms[i], need)
			}
		}
		if all := rooms[0] + rooms[1] + rooms[2]; all != 153+153+nodeWidth-gap || rooms[0] != 153-shift {
			t.Errorf("the rooms %v with a shift of %d are %d together", rooms, shift, all)
		}
	}
}

// A line is dashed where it leads to a provisional value, a step where it leads away.
func TestPieces(t *testing.T) {
	t.Parallel()
	run := make([]point, 5)
	run[2].value.provisional = true
	for kind, want := range map[string]string{kindLine: "2 solid, 3 dashed, 2 solid", kindStep: "3 solid, 2 dashed, 2 solid"} {
		m := &model{kind: kindNamed(kind)}
		var got []string
		for _, p := range m.pieces(run) {
			got = append(got, fmt.Sprint(len(p.points), map[bool]string{true: " dashed", false: " solid"}[p.provisional]))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("a %s is %v, want %s", kind, got, want)
		}
	}
}

// What a column of statuses may not hold.
func TestStatusProblems(t *testing.T) {
	t.Parallel()
	const query = "-- title.en: Revised\nSELECT place, calls, calls_low, calls_high, calls_status, %s AS obs_status FROM places WHERE %s ORDER BY place\n"
	tests := []struct {
		name, status, where, message, hint string
	}{
		{"an estimate", "'e'", "place <> 'total'", "in row 1 this column holds no status", "write p for a provisional number and A"},
		{"a word", "CASE WHEN place = 'Alberta' THEN 'A' ELSE 'provisional' END", "place <> 'total'", "in row 2 this column holds no status", "write p"},
		{"a number", "1", "place <> 'total'", "in row 1 this column holds no status", "write p"},
		{"what is withheld", "'[withheld]'", "place <> 'total'", "in row 1 this column holds no status", "write p"},
		{"a number that is not known", "'p'", "calls_status = 'withheld'", "row 1 is provisional and has no number", "write A there"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, map[string]string{
				"data/figures/revised.sql":  fmt.Sprintf(query, tt.status, tt.where),
				"content/charts/wrong.yaml": strings.Replace(spec, "query: places", "query: revised", 1) + "status: obs_status\n",
			})
			_, err := Read(f.project, f.figures, langs(f))
			list, _ := diag.AsList(err)
			if len(list) != 1 {
				t.Fatalf("the error is %v, want one problem", err)
			}
			if d := list[0]; d.Code != CodeColumn || d.Pos.String() != "content/charts/wrong.yaml:9:9" || !strings.Contains(d.Message, tt.message) || !strings.Contains(d.Hint, tt.hint) {
				t.Errorf("the problem is\n%v\nhint: %s", d, d.Hint)
			}
		})
	}
}
