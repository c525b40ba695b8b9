package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"strings"

	"daylight/internal/edition"
)

// feedPath returns where the feed of a language stands, from the site's root, or "" for a
// report that has no past or does not know its address: a feed needs one.
func (s *localSite) feedPath() string {
	if s.in.History == nil || s.in.Report.BaseURL.Value == "" {
		return ""
	}
	return s.lang.Tag + "/" + slugChanges + "/feed.xml"
}

// The form of an Atom feed, RFC 4287.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		Title   string      `xml:"title"`
		ID      string      `xml:"id"`
		Updated string      `xml:"updated"`
		Links   []atomLink  `xml:"link"`
		Author  atomAuthor  `xml:"author"`
		Entries []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomAuthor struct {
		Name string `xml:"name"`
	}
	atomEntry struct {
		Title   string      `xml:"title"`
		ID      string      `xml:"id"`
		Updated string      `xml:"updated"`
		Link    atomLink    `xml:"link"`
		Content atomContent `xml:"content"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// mostFed is how many changes an entry of the feed lists.
const mostFed = 100

// feed writes the feed: an entry for each edition after the first, the newest first. Its dates
// are those of the editions.
func (s *localSite) feed() ([]byte, error) {
	title, err := s.T("changes.title")
	if err != nil {
		return nil, err
	}
	page, self := s.webAddress(s.path(slugChanges)), s.webAddress(s.feedPath())
	feed := atomFeed{
		Lang: s.lang.Code, Title: s.headTitle(title), ID: page, Updated: midnight(s.in.History.Now().Date),
		Links:  []atomLink{{"self", "application/atom+xml", self}, {"alternate", "text/html", page}},
		Author: atomAuthor{s.foot.Publisher.String()},
	}
	for _, step := range s.in.History.Steps {
		entry, err := s.feedEntry(step, page)
		if err != nil {
			return nil, err
		}
		feed.Entries = append(feed.Entries, entry)
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	encoder := xml.NewEncoder(&out)
	encoder.Indent("", " ")
	err = encoder.Encode(feed)
	out.WriteByte('\n')
	return out.Bytes(), err
}

// midnight is the time of an edition: a date is all that a report says.
func midnight(date string) string { return date + "T00:00:00Z" }

func (s *localSite) feedEntry(step edition.Step, page string) (atomEntry, error) {
	view, err := s.stepView(step, "")
	if err != nil {
		return atomEntry{}, err
	}
	title, err := s.T("changes.edition", "date", view.Date)
	if err != nil {
		return atomEntry{}, err
	}
	var text strings.Builder
	colon, err := s.T("colon")
	if err != nil {
		return atomEntry{}, err
	}
	for _, g := range view.Groups {
		fmt.Fprintf(&text, "<p>%s%s %s</p>", html.EscapeString(g.Title), colon, html.EscapeString(g.Reason))
		writeChanges(&text, g.Changes, g.More, colon)
	}
	if len(view.News) > 0 {
		news, err := s.T("changes.new")
		if err != nil {
			return atomEntry{}, err
		}
		fmt.Fprintf(&text, "<p>%s</p>", html.EscapeString(news))
		writeChanges(&text, view.News, view.MoreNews, colon)
	}
	if text.Len() == 0 {
		none, err := s.T("changes.none")
		if err != nil {
			return atomEntry{}, err
		}
		fmt.Fprintf(&text, "<p>%s</p>", html.EscapeString(none))
	}
	at := page + "#" + editionID(step.Date)
	return atomEntry{title, at, midnight(step.Date), atomLink{"alternate", "text/html", at}, atomContent{"html", text.String()}}, nil
}

// editionID is the id of an edition's section on the page.
func editionID(date string) string { return "edition-" + date }

// writeChanges lists changes as HTML.
func writeChanges(out *strings.Builder, changes []changeView, more int, colon string) {
	out.WriteString("<ul>")
	for i, c := range changes {
		if i == mostFed {
			more += len(changes) - i
			break
		}
		line := strings.TrimSpace(c.Title + " (" + c.Name + ")")
		switch {
		case c.Old != "" && c.New != "":
			line += colon + " " + c.Old + " → " + c.New
		case c.Old+c.New != "":
			line += colon + " " + c.Old + c.New
		}
		fmt.Fprintf(out, "<li>%s</li>", html.EscapeString(line))
	}
	if more > 0 {
		fmt.Fprintf(out, "<li>+%d</li>", more)
	}
	out.WriteString("</ul>")
}
