package site

import (
	"cmp"
	"html/template"
	"strings"

	"daylight/internal/claim"
)

// frame is what every page shares: its head, its header and its foot.
type frame struct {
	ground
	Lang, Dir   string
	Kind        string // of page: home, page, data, sources, all
	Title       string
	Description string
	Policy      string
	Canonical   string      // only where the report has a base_url
	Alternates  []alternate // the page in each language, where there are several
	Feed        string      // address of the feed, on the page that it is of
	slug, name  string      // of the page; its title alone
	Report      claim.Inline
	Home        string
	Switch      []switchItem
	Foot        *foot
	site        *localSite
	path        string
}

// ground is what every part of a page knows: its language and where it lies.
type ground struct {
	words
	Root string // from the page to the site's root: "../../"
}

// Page returns the way to a page of this language.
func (g ground) Page(slug string) string { return g.Root + pagePath(g.lang.Tag, slug) }

// navView is the navigation, which differs from page to page in what is current.
type navView struct {
	words
	Items []navItem
}

// bottomView is the end of a page, which is the same on all pages of a depth.
type bottomView struct {
	ground
	Foot *foot
}

// alternate is the same page in a language, by its address on the web where that is known.
type alternate struct{ Lang, Href string }

// navItem is a link of the navigation.
type navItem struct {
	Text, Href string
	Current    bool // the page itself
}

// switchItem leads to the same page in another language.
type switchItem struct{ Name, Lang, Dir, Href string }

// foot stands under every page: who publishes this, what it covers, where to
// report an error. It is the same on all pages of a language.
type foot struct {
	Publisher, Independence, About, Scope claim.Inline
	Contact                               []piece
	Published                             string // ISO date
	Edition, Period, Licence, Version     string // as shown
	HasPast                               bool   // there are earlier editions, and a page of what changed
}

// frame returns the frame of a page in this language.
func (s *localSite) frame(slug, kind, title, description string) frame {
	path := s.path(slug)
	root := rooted(path)
	f := frame{
		ground: ground{s.words, root}, site: s, path: path, Lang: s.lang.Code, Dir: s.lang.Dir, Kind: kind,
		Title: s.headTitle(title), Description: description, Policy: policy,
		Report: s.title, Home: root + s.path(""), Foot: &s.foot, slug: slug, name: title,
	}
	s.translate(&f, slug)
	return f
}

// Frame returns the frame itself: a template that is given it alone finds its fields at once.
func (f *frame) Frame() *frame { return f }

// Nav returns the navigation.
func (f frame) Nav() (template.HTML, error) {
	current := ""
	for _, n := range f.site.nav {
		if n.Path == f.path {
			current = n.Path
		}
	}
	return f.site.once("nav.html.tmpl", f.Root, current, func() any {
		view := navView{words: f.words}
		for _, n := range f.site.nav {
			view.Items = append(view.Items, navItem{n.Text, f.Root + n.Path, n.Path == f.path})
		}
		return view
	})
}

// Social returns what a social network is told of the page, or nil.
func (f frame) Social() (*socialView, error) {
	return f.site.social(f.slug, f.name, f.Description, f.Canonical)
}

// Bottom returns the end of the page.
func (f frame) Bottom() (template.HTML, error) {
	return f.site.once("bottom.html.tmpl", f.Root, "", func() any { return bottomView{f.ground, f.Foot} })
}

// once renders a part that many pages share: those from which root is the way to the
// site's root and whose variant is the same.
func (s *localSite) once(name, root, variant string, view func() any) (template.HTML, error) {
	key := [...]string{name, root, variant}
	if html, ok := s.parts.Load(key); ok {
		return html.(template.HTML), nil
	}
	html, err := s.theme.render(name, view())
	if err == nil {
		s.parts.Store(key, template.HTML(html))
	}
	return template.HTML(html), err
}

// headTitle names the page and the report, the page first, as in a browser's tab.
func (s *localSite) headTitle(title string) string {
	if report := s.title.String(); title != report {
		return title + " · " + report
	}
	return title
}

// translate says where the page stands in the other languages, and on the web.
func (s *localSite) translate(f *frame, slug string) {
	for _, other := range s.all {
		target := slug
		if !other.has(slug) {
			target = ""
		}
		if other != s {
			f.Switch = append(f.Switch, switchItem{other.lang.Name, other.lang.Code, other.lang.Dir, f.Root + other.path(target)})
		}
		if target == slug {
			f.Alternates = append(f.Alternates, alternate{other.lang.Code, cmp.Or(s.webAddress(other.path(slug)), f.Root+other.path(slug))})
		}
	}
	if len(f.Alternates) == 1 {
		f.Alternates = nil
	}
	f.Canonical = s.webAddress(s.path(slug))
}

// webAddress returns the address of a path below the report's base_url, or "".
func (s *localSite) webAddress(path string) string {
	base := s.in.Report.BaseURL.Value
	if base == "" {
		return ""
	}
	return strings.TrimSuffix(base, "/") + "/" + strings.TrimSuffix(path, "index.html")
}

// piece is a part of a text: words, or an address to follow.
type piece struct{ Text, Href string }

// pieces finds the web and mail addresses in a text, so that a reader who wants
// to report an error can follow them.
func pieces(text string) []piece {
	var found []piece
	words := ""
	for _, word := range strings.SplitAfter(text, " ") {
		bare := strings.TrimRight(word, " .,;:)")
		href := addressOf(bare)
		if href == "" {
			words += word
			continue
		}
		found = append(found, piece{Text: words}, piece{bare, href})
		words = word[len(bare):]
	}
	return append(found, piece{Text: words})
}

func addressOf(word string) string {
	name, host, isMail := strings.Cut(word, "@")
	switch {
	case strings.HasPrefix(word, "https://"):
		return word
	case isMail && name != "" && strings.Contains(host, "."):
		return "mailto:" + word
	}
	return ""
}
