package edition

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daylight/internal/dataset"
	"daylight/internal/locale"
)

// State is what a report said at a time: its tables, and the figures that its queries
// worked out.
type State struct {
	Date    string
	Data    *dataset.Set
	Figures []Figure // sorted by name
}

// Figure is one figure of a query.
type Figure struct {
	Name, Query string
	Value       dataset.Value
}

// record is the form of figures.json, of an edition and of a site.
type record struct {
	Published string         `json:"published"`
	Queries   []queryRecord  `json:"queries,omitempty"`
	Figures   []figureRecord `json:"figures"`
}

type queryRecord struct {
	Name string `json:"name"`
}

type figureRecord struct {
	Name   string       `json:"name"`
	Query  string       `json:"query"`
	Status string       `json:"status"`
	Text   string       `json:"text,omitempty"`
	Low    *json.Number `json:"low"`
	High   *json.Number `json:"high"`
	Uses   []Use        `json:"uses,omitempty"`

	value dataset.Value
}

// Use is a place where a site shows a figure.
type Use struct {
	Page     string `json:"page"`
	Section  string `json:"section"`
	Sentence string `json:"sentence"`
	Shown    string `json:"shown"`
}

// readFigures reads figures.json.
func readFigures(data []byte) (*record, error) {
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	for i := range r.Figures {
		if err := r.Figures[i].read(); err != nil {
			return nil, err
		}
	}
	return &r, nil
}

// read makes a value of what the file says.
func (f *figureRecord) read() error {
	status, ok := dataset.ParseStatus(f.Status)
	if !ok {
		return fmt.Errorf("no status %q", f.Status)
	}
	f.value = dataset.Value{Status: status, Text: f.Text, IsText: f.Text != ""}
	if f.value.IsText || status == dataset.NotApplicable {
		return nil
	}
	var err error
	if f.value.Low, err = end(f.Low, -1); err == nil {
		f.value.High, err = end(f.High, 1)
	}
	return err
}

// end reads an end of a value: an open one is null.
func end(n *json.Number, sign int) (locale.Decimal, error) {
	if n == nil {
		return locale.Inf(sign), nil
	}
	return locale.ParseDecimal(n.String())
}

// values returns the figures, sorted.
func (r *record) values() []Figure {
	figures := make([]Figure, len(r.Figures))
	for i, f := range r.Figures {
		figures[i] = Figure{f.Name, f.Query, f.value}
	}
	slices.SortFunc(figures, func(a, b Figure) int { return strings.Compare(a.Name, b.Name) })
	return figures
}

// write writes the figures in the form that readFigures reads, one a line.
func (s *State) write() ([]byte, error) {
	var out bytes.Buffer
	date, err := json.Marshal(s.Date)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, "{\n\"published\": %s,\n\"figures\": [", date)
	for i, f := range s.Figures {
		r := figureRecord{Name: f.Name, Query: f.Query, Status: f.Value.Status.String(), Text: f.Value.Text}
		if !f.Value.IsText && f.Value.Status != dataset.NotApplicable {
			r.Low, r.High = number(f.Value.Low), number(f.Value.High)
		}
		line, err := json.Marshal(r)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(line)
	}
	out.WriteString("\n]\n}\n")
	return out.Bytes(), nil
}

func number(d locale.Decimal) *json.Number {
	if d.IsInf() {
		return nil
	}
	n := json.Number(d.String())
	return &n
}
