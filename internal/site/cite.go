package site

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"daylight/internal/narrative"
)

// citeView is "Cite this": a page or chart in a line of text and as CSL-JSON.
type citeView struct {
	words
	ID   string // of its heading; "" where it has none
	Text string
	Href string // of the file of CSL-JSON, which a chart has
	CSL  string // the CSL-JSON itself, which a page says: a file for each of many pages would be many files
}

// citedThing is what can be cited: a page or a chart.
type citedThing struct {
	kind  string // a type of CSL
	title string
	path  string // from the site's root, with the fragment
	file  string // of its CSL-JSON; "" where the page says it itself
}

func (s *localSite) citedPage(page *narrative.Page) citedThing {
	return citedThing{kind: "webpage", title: page.Title.String(), path: s.path(page.Slug)}
}

// citedChart cites a chart by its own page, where it stands with its sources, notes and numbers
// whatever page shows it.
func (s *localSite) citedChart(name, title string) citedThing {
	return citedThing{"figure", title, s.path(embedSlug(name)), chartPath(name, s.lang.Tag, "cite.json")}
}

// cite says how to cite something: the address is the permanent one where the report
// has a base_url, and otherwise the one within the report, said as such.
func (p *placing) cite(c citedThing, id string) (*citeView, error) {
	s := p.site
	facts := []any{"publisher", s.foot.Publisher.String(), "title", c.title, "report", s.title.String(), "date", s.foot.Edition}
	view := &citeView{words: s.words, ID: id}
	if c.file != "" {
		view.Href = p.root + c.file
	} else if csl, err := s.csl(c); err == nil {
		view.CSL = string(csl)
	} else {
		return nil, err
	}
	var err error
	if address := s.webAddress(c.path); address != "" {
		view.Text, err = s.T("cite.text", append(facts, "address", address)...)
	} else {
		view.Text, err = s.T("cite.text-relative", append(facts, "address", c.path)...)
	}
	return view, err
}

// cslItem is an item of CSL-JSON.
type cslItem struct {
	ID             string    `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title"`
	ContainerTitle string    `json:"container-title,omitempty"`
	Author         []cslName `json:"author"`
	Publisher      string    `json:"publisher"`
	Issued         cslDate   `json:"issued"`
	Language       string    `json:"language"`
	URL            string    `json:"URL,omitempty"`
	Note           string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// csl returns the CSL-JSON of something that can be cited.
func (s *localSite) csl(c citedThing) ([]byte, error) {
	publisher := s.foot.Publisher.String()
	item := cslItem{
		ID: c.path, Type: c.kind, Title: c.title, ContainerTitle: s.title.String(), Author: []cslName{{publisher}},
		Publisher: publisher, Issued: cslDate{[][]int{dateParts(s.foot.Published)}}, Language: s.lang.Code, URL: s.webAddress(c.path),
	}
	if item.URL == "" {
		item.Note = c.path
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode([]cslItem{item})
	return out.Bytes(), err
}

// dateParts takes an ISO date apart.
func dateParts(iso string) []int {
	var parts []int
	for part := range strings.SplitSeq(iso, "-") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return parts
		}
		parts = append(parts, n)
	}
	return parts
}
