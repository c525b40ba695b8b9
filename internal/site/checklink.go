package site

import (
	"net/url"
	"path"
	"strings"
)

// references looks at every attribute by which the element at hand points at
// something: an address to follow, a file to fetch, an id on this page.
func (p *pageInspector) references() {
	for _, a := range p.attrs {
		switch string(a.key) {
		case "href", "xlink:href":
			if p.fetchesHref() {
				p.fetch(string(a.value))
			} else {
				p.follow(string(a.value))
			}
		case "src", "poster", "background":
			p.fetch(string(a.value))
		case "data":
			if p.element == "object" {
				p.fetch(string(a.value))
			}
		case "srcset":
			p.fetchSet(string(a.value))
		case "action", "formaction", "ping":
			p.add(p.offset, CodeRequest, "take it out: a report asks nothing of its readers", "a page may not send anything")
		case "aria-labelledby", "aria-describedby", "aria-controls", "headers", "for":
			for id := range strings.FieldsSeq(string(a.value)) {
				p.refer(p.path, id)
			}
		case "fill", "stroke", "clip-path", "mask", "filter":
			p.paint(string(a.value))
		}
	}
	p.refresh()
}

// paint looks at an attribute that may name an element to paint with.
func (p *pageInspector) paint(value string) {
	if paintsFromElsewhere(value) {
		p.add(p.offset, CodeRequest, "draw it in the picture itself", "a picture may not name an address outside its page")
	} else if id, ok := strings.CutPrefix(value, "url(#"); ok {
		p.refer(p.path, strings.TrimSuffix(id, ")"))
	}
}

// fetchSet looks at the addresses of a srcset.
func (p *pageInspector) fetchSet(set string) {
	for candidate := range strings.SplitSeq(set, ",") {
		address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
		p.fetch(address)
	}
}

// fetchesHref tells whether the element's href is fetched with the page, not
// followed by the reader.
func (p *pageInspector) fetchesHref() bool {
	switch p.element {
	case "a", "area":
		return false
	case "link":
		rel, _ := p.get("rel")
		return rel != "canonical" && rel != "alternate" && rel != "license"
	}
	return true
}

// refresh follows the address of <meta http-equiv="refresh">.
func (p *pageInspector) refresh() {
	if p.element != "meta" {
		return
	}
	if kind, _ := p.get("http-equiv"); !strings.EqualFold(kind, "refresh") {
		return
	}
	content, _ := p.get("content")
	if _, address, ok := strings.Cut(content, "url="); ok {
		p.follow(address)
	}
}

// fetch looks at the address of something that is loaded with the page.
func (p *pageInspector) fetch(address string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "" || u.Host != "" {
		p.add(p.offset, CodeRequest, "put the file into content/images or content/static and name it there", "a page may not load anything from elsewhere")
		return
	}
	p.resolve(u)
}

// follow looks at the address of a link.
func (p *pageInspector) follow(address string) {
	if file, id, ok := plainAddress(address); ok && !p.anywhere {
		p.lead(path.Join(p.folder, file), id)
		return
	}
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		p.add(p.offset, CodeLink, "", "the link's address cannot be read")
	case u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto":
	case u.Scheme != "" || u.Host != "":
		p.add(p.offset, CodeLink, "use https", "the link's address is of a kind that is not allowed")
	case u.Path == "" && u.Fragment != "":
		p.refer(p.path, u.Fragment)
	default:
		p.resolve(u)
	}
}

// resolve holds that a relative address names a file of the site.
func (p *pageInspector) resolve(u *url.URL) {
	switch target := path.Join(p.folder, u.Path); {
	case u.Path == "" && u.Fragment != "":
		p.refer(p.path, u.Fragment)
	case p.anywhere:
		p.add(p.offset, CodeLink, "leave the link out, or give the report a base_url", "this page is served at any depth, so a relative link on it leads nowhere")
	case u.Path == "" || strings.HasPrefix(u.Path, "/"):
		p.add(p.offset, CodeLink, "write the address relative to this page", "the link would break when the site moves to another folder")
	default:
		p.lead(target, u.Fragment)
	}
}

// lead holds that a link to a path of the site, and to an id there, leads somewhere.
func (p *pageInspector) lead(target, id string) {
	switch {
	case !p.public.Has(target):
		p.add(p.offset, CodeLink, "mend the address; a page's ends in index.html", "the link leads to "+target+", which is not in the site")
	case id != "":
		p.refer(target, id)
	}
}

// plainAddress parts an address as nearly all of a site are: a file relative to the page, and
// perhaps an id, in letters that mean nothing else. It is not ok for any other.
func plainAddress(address string) (file, id string, ok bool) {
	file, id, _ = strings.Cut(address, "#")
	if file == "" || file[0] == '/' {
		return "", "", false
	}
	for i := range len(address) {
		c := address[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '-' && c <= '9' || c == '_' || c == '#') {
			return "", "", false
		}
	}
	return file, id, strings.IndexByte(id, '#') < 0
}

// refer notes a reference to an id, to be looked up when all pages are read.
func (p *pageInspector) refer(target, id string) {
	p.fragments = append(p.fragments, fragment{target, id, p.offset})
}
