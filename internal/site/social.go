package site

import (
	"strings"

	"daylight/internal/card"
	"daylight/internal/claim"
	"daylight/internal/narrative"
)

// socialView is what a social network is told of a page. It needs whole addresses, so
// that only a report with a base_url says it.
type socialView struct {
	Title, Description, Report, Address string
	Image                               string // address of the card; "" where none could be drawn
	Alt                                 string // what the card says
	Width, Height                       int
}

// cards are the words of each page's card, by slug. A page that is made here has the home
// page's; one whose words the fonts cannot set has none.
type cards map[string]card.Card

// readCards works out the cards of a report with a base_url.
func (s *localSite) readCards() {
	s.cards = cards{}
	if s.webAddress("") == "" {
		return
	}
	for _, page := range s.content.Pages {
		if c := s.card(page); c.Drawable() {
			s.cards[page.Slug] = c
		}
	}
}

// card returns the words of a page's card. Its main figure is the first that the lead, the
// title or the summary claims.
func (s *localSite) card(page *narrative.Page) card.Card {
	c := card.Card{Report: s.title.String(), Title: page.Title.String(), Summary: page.Summary.String(), Publisher: s.foot.Publisher.String()}
	if page.Slug == "" {
		c.Report, c.Title = "", s.title.String()
	}
	for _, text := range []claim.Inline{page.Lead, page.Title, page.Summary} {
		for _, segment := range text {
			if segment.Figure == nil || c.Value != "" {
				continue
			}
			if f := s.facts[segment.Figure.Canonical()]; f != nil {
				c.Value, c.Unit, c.Words = f.Value, f.Unit, f.Title
			}
		}
	}
	return c
}

// cardPath is where a page's card lies.
func cardPath(tag, slug string) string {
	if slug == "" {
		slug = "index"
	}
	return "cards/" + tag + "/" + slug + ".png"
}

// cardJobs lists the cards to draw.
func (s *localSite) cardJobs(press *card.Press) []job {
	var jobs []job
	for _, page := range s.content.Pages {
		if c, ok := s.cards[page.Slug]; ok {
			jobs = append(jobs, job{path: cardPath(s.lang.Tag, page.Slug), file: func() ([]byte, error) { return s.drawCard(press, c) }})
		}
	}
	return jobs
}

// drawCard returns a card, from the cache when it has been drawn before.
func (s *localSite) drawCard(press *card.Press, c card.Card) ([]byte, error) {
	if s.in.Cache == nil {
		return press.PNG(c)
	}
	if data, ok := s.in.Cache.Get(c.Key()); ok {
		return data, nil
	}
	data, err := press.PNG(c)
	if err == nil {
		s.in.Cache.Put(c.Key(), data)
	}
	return data, err
}

// social says what a network is told of a page, or nil.
func (s *localSite) social(slug, title, description, address string) (*socialView, error) {
	if address == "" {
		return nil, nil
	}
	view := &socialView{Title: title, Description: description, Report: s.title.String(), Address: address, Width: card.Width, Height: card.Height}
	c, ok := s.cards[slug]
	if !ok && s.slugs[slug] == nil {
		slug = ""
		c, ok = s.cards[slug]
	}
	if !ok {
		return view, nil
	}
	view.Image = s.webAddress(cardPath(s.lang.Tag, slug))
	var err error
	view.Alt, err = s.cardWords(c)
	return view, err
}

// cardWords says what a card shows.
func (s *localSite) cardWords(c card.Card) (string, error) {
	words := c.Title
	if c.Value != "" {
		figure, err := s.T("chart.item", "label", c.Words, "value", strings.TrimSpace(c.Value+" "+c.Unit))
		if err != nil {
			return "", err
		}
		words += " · " + figure
	}
	return words + " · " + c.Publisher, nil
}
