package site_test

import (
	"fmt"
	"strings"
	"testing"

	"daylight/internal/diag"
	"daylight/internal/site"
	"daylight/internal/tree"
)

// soundPage is a page in which Check finds nothing; each case below spoils it.
const soundPage = `<!doctype html>
<html lang="en"><head><title>A page</title>
<link rel="stylesheet" href="../assets/site.css"></head>
<body><h1 id="top">A page</h1>
<p><a href="other/index.html#there">There</a> and <a href="#top">back</a>, <a href="https://example.org/">away</a></p>
<img src="../images/a.svg" alt="">
<svg role="img" aria-labelledby="t"><title id="t">A bar</title><path fill="url(#top)" d="M0 0"/></svg>
<h2>Next</h2><pre>{{ as it stands }}</pre><!--end-->
</body></html>
`

func built(t *testing.T, files map[string]string) tree.Tree {
	t.Helper()
	whole := map[string][]byte{
		"assets/site.css":          nil,
		"images/a.svg":             []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#x)" d="M0 0"/></svg>`),
		"en/index.html":            []byte(soundPage),
		"en/other/index.html":      []byte(`<html lang="en"><title>Other</title><h1 id="there">Other</h1></html>`),
		"datapackage.json":         []byte(`{"a": [1]}`),
		"sitemap.xml":              []byte(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:h="http://www.w3.org/1999/xhtml"><url><h:link rel="alternate"/></url></urlset>`),
		"source/content/page.html": []byte(`<p>an input, whatever it holds: {{`),
	}
	for name, content := range files {
		whole[name] = []byte(content)
	}
	public, err := tree.New(whole)
	if err != nil {
		t.Fatal(err)
	}
	return public
}

func TestCheckAcceptsASoundSite(t *testing.T) {
	t.Parallel()
	if err := site.Check(built(t, nil)); err != nil {
		t.Fatalf("a sound site is refused:\n%v", err)
	}
}

func TestCheckFindsWhatIsWrongOnAPage(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, old, new string
		code           diag.Code
	}{
		{"a page that is not there", `href="other/index.html#there"`, `href="gone/index.html"`, site.CodeLink},
		{"a folder instead of its page", `href="other/index.html#there"`, `href="other/"`, site.CodeLink},
		{"an id that is not there, elsewhere", `#there`, `#nowhere`, site.CodeLink},
		{"an id that is not there, here", `href="#top"`, `href="#bottom"`, site.CodeLink},
		{"an id that only a picture would use", `url(#top)`, `url(#bottom)`, site.CodeLink},
		{"a label that is not there", `aria-labelledby="t"`, `aria-labelledby="t u"`, site.CodeLink},
		{"an address from the root", `href="#top"`, `href="/en/index.html"`, site.CodeLink},
		{"an empty address", `href="#top"`, `href=""`, site.CodeLink},
		{"a script for an address", `href="#top"`, `href="javascript:alert(1)"`, site.CodeLink},
		{"a construct for an address", `href="#top"`, `href="figure:a.b"`, site.CodeLink},
		{"an address without a scheme", `href="#top"`, `href="//example.org/"`, site.CodeLink},
		{"an address that cannot be read", `href="#top"`, `href="%zz"`, site.CodeLink},
		{"a way out of the site", `href="#top"`, `href="../../secret.html"`, site.CodeLink},
		{"a base", `<title>`, `<base href="https://example.org/"><title>`, site.CodeLink},
		{"a redirect to nowhere", `<title>`, `<meta http-equiv="refresh" content="0; url=gone.html"><title>`, site.CodeLink},
		{"an id given twice", `<h2>`, `<h2 id="top">`, site.CodeID},
		{"a level left out", `<h2>Next</h2>`, `<h3>Next</h3>`, site.CodeHeading},
		{"a second first heading", `<h2>Next</h2>`, `<h1>Next</h1>`, site.CodeHeading},
		{"no first heading", `<h1 id="top">A page</h1>`, `<p id="top">A page</p>`, site.CodeHeading},
		{"a picture without words", ` alt=""`, ``, site.CodeAlt},
		{"a drawing without a name", ` aria-labelledby="t"`, ``, site.CodeAlt},
		{"a drawing without a role", ` role="img"`, ``, site.CodeAlt},
		{"a picture from elsewhere", `../images/a.svg`, `https://example.org/a.svg`, site.CodeRequest},
		{"a picture in the address", `../images/a.svg`, `data:image/png;base64,AA==`, site.CodeRequest},
		{"a picture in several sizes from elsewhere", `alt=""`, `alt="" srcset="../images/a.svg 1x, //example.org/a.svg 2x"`, site.CodeRequest},
		{"a style sheet from elsewhere", `../assets/site.css`, `https://example.org/site.css`, site.CodeRequest},
		{"a connection made early", `<title>`, `<link rel="preconnect" href="https://example.org"><title>`, site.CodeRequest},
		{"a script from elsewhere", `<!--end-->`, `<script src="https://example.org/a.js"></script>`, site.CodeRequest},
		{"a frame from elsewhere", `<!--end-->`, `<iframe src="https://example.org/"></iframe>`, site.CodeRequest},
		{"an object from elsewhere", `<!--end-->`, `<object data="https://example.org/"></object>`, site.CodeRequest},
		{"a drawing that fetches", `<path `, `<image href="https://example.org/a.png"/><path `, site.CodeRequest},
		{"a paint from elsewhere", `url(#top)`, `url('https://example.org/a.svg#b')`, site.CodeRequest},
		{"a form", `<!--end-->`, `<form action="index.html"></form>`, site.CodeRequest},
		{"an inline script", `<!--end-->`, `<script>alert(1)</script>`, site.CodeInline},
		{"an inline style sheet", `<title>`, `<style>p{}</style><title>`, site.CodeInline},
		{"a style attribute", `<h2>`, `<h2 style="color:red">`, site.CodeInline},
		{"a handler", `<h2>`, `<h2 onclick="alert(1)">`, site.CodeInline},
		{"no language", ` lang="en"`, ``, site.CodePage},
		{"no title", `<title>A page</title>`, ``, site.CodePage},
		{"an empty title", `<title>A page</title>`, `<title> </title>`, site.CodePage},
		{"a claim that was not read", `<h2>Next`, `<h2>[949](figure:a.b)`, site.CodeLeftover},
		{"an action that was not run", `<h2>Next`, `<h2>{{.Title}}`, site.CodeLeftover},
		{"an action in an attribute", `alt=""`, `alt="{{.Alt}}"`, site.CodeLeftover},
		{"a refusal of html/template", `href="#top"`, `href="#ZgotmplZ"`, site.CodeLeftover},
		{"an escape too many", `<h2>Next`, `<h2>Rogers &amp;amp; Shaw`, site.CodeLeftover},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if strings.Count(soundPage, c.old) == 0 {
				t.Fatalf("the sound page has no %q", c.old)
			}
			spoilt := strings.Replace(soundPage, c.old, c.new, 1)
			wantProblem(t, site.Check(built(t, map[string]string{"en/index.html": spoilt})), "en/index.html", c.code)
		})
	}
}

func TestCheckFindsWhatIsWrongInAFile(t *testing.T) {
	t.Parallel()
	cases := []struct {
		path, content string
		code          diag.Code
	}{
		{"datapackage.json", `{"a": [1}`, site.CodeFile},
		{"charts/a.en.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path></svg>`, site.CodeFile},
		{"charts/a.en.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, site.CodeInline},
		{"charts/a.en.svg", `<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style></svg>`, site.CodeInline},
		{"charts/a.en.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path style="fill:red"/></svg>`, site.CodeInline},
		{"charts/a.en.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path onload="alert(1)"/></svg>`, site.CodeInline},
		{"charts/a.en.svg", `<svg xmlns="http://www.w3.org/2000/svg"><use href="https://example.org/a.svg#b"/></svg>`, site.CodeRequest},
		{"charts/a.en.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(https://example.org/a.svg#b)"/></svg>`, site.CodeRequest},
		{"charts/a.en.svg", `<?xml-stylesheet href="https://example.org/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>`, site.CodeRequest},
		{"images/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><a href="#x"><animate attributeName="href" to="javascript:alert(1)"/></a></svg>`, site.CodeInline},
		{"images/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><a href="#x"><set attributeName="href" to="https://example.org/"/></a></svg>`, site.CodeInline},
		{"images/a.svg", `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:animateTransform attributeName="transform"/></s:svg>`, site.CodeInline},
		{"images/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><h:meta xmlns:h="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0; url=https://example.org/"/></svg>`, site.CodeInline},
		{"images/a.svg", `<svg xmlns="http://www.w3.org/2000/svg" xml:base="https://example.org/"><use href="#a"/></svg>`, site.CodeRequest},
		{"images/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path filter="url(#a) url(https://example.org/a.svg#b)"/></svg>`, site.CodeRequest},
		{"images/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path fill="u\72l(https://example.org/a.svg#b)"/></svg>`, site.CodeRequest},
		{"images/a.svg", `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>`, site.CodeRequest},
		{"images/a.svg", `<!DOCTYPE svg [<!ENTITY a "<script>alert(1)</script>">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>`, site.CodeRequest},
		{"images/A.SVG", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, site.CodeInline},
		{"own.htm", `<html lang="en"><title>x</title><h1>x</h1><script>alert(1)</script></html>`, site.CodeInline},
		{"own.HTML", `<html lang="en"><title>x</title><h1>x</h1><p onclick="alert(1)">x</p></html>`, site.CodeInline},
		{"images/own.html", `<html lang="en"><title>x</title><h1>x</h1><img alt="" src="https://example.org/a.png"></html>`, site.CodeRequest},
		{"own.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><title>x</title></html>`, site.CodeFile},
		{"own.Xht", ``, site.CodeFile}, {"own.mhtml", ``, site.CodeFile}, {"images/a.svgz", ``, site.CodeFile},
		{"own.xml", `<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>`, site.CodeInline},
		{"own.xml", `<a><x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script></a>`, site.CodeInline},
		{"own.xml", `<?xml-stylesheet href="a.xsl"?><a/>`, site.CodeRequest},
		{"own.xml", `<a>`, site.CodeFile},
		{"assets/site.css", `@import "https://example.org/a.css";`, site.CodeRequest},
		{"assets/site.css", `p { background: url( '//example.org/a.png' ) }`, site.CodeRequest},
		{"assets/site.css", `p { background: URL(data:image/png;base64,AA) }`, site.CodeRequest},
		{"assets/site.css", `@font-face { src: url(fonts/gone.woff2) }`, site.CodeLink},
		{"404.html", `<html lang="en"><title>x</title><h1>Not here</h1><a href="en/index.html">home</a></html>`, site.CodeLink},
		{"404.html", `<html lang="en"><title>x</title><link rel="stylesheet" href="assets/site.css"><h1>Not here</h1></html>`, site.CodeLink},
	}
	for i, c := range cases {
		t.Run(fmt.Sprint(i, " ", c.path), func(t *testing.T) {
			t.Parallel()
			wantProblem(t, site.Check(built(t, map[string]string{c.path: c.content})), c.path, c.code)
		})
	}
}

func TestCheckSaysWhere(t *testing.T) {
	t.Parallel()
	spoilt := strings.Replace(soundPage, `<a href="#top">`, `<a href="#bottom">`, 1)
	err := site.Check(built(t, map[string]string{"en/index.html": spoilt}))
	list, _ := diag.AsList(err)
	if len(list) != 1 || list[0].Pos.Line != 5 || list[0].Pos.Col != 51 {
		t.Fatalf("want one problem at en/index.html:5:51, got:\n%v", err)
	}
}

// wantProblem asks that err holds a problem of that code in that file, and none elsewhere.
func wantProblem(t *testing.T, err error, path string, code diag.Code) {
	t.Helper()
	list, _ := diag.AsList(err)
	found := false
	for _, d := range list {
		found = found || d.Code == code
		if d.Pos.Path != path || d.Pos.Line == 0 {
			t.Errorf("a problem at %v, want it in %s: %s", d.Pos, path, d)
		}
	}
	if !found {
		t.Fatalf("want a problem %s, got:\n%v", code, err)
	}
}

// BenchmarkCheck looks at 2,000 pages of about 10 kB.
func BenchmarkCheck(b *testing.B) {
	files := map[string][]byte{"assets/site.css": nil, "images/a.svg": []byte("<svg/>"), "en/other/index.html": []byte(`<html lang="en"><title>Other</title><h1 id="there">Other</h1></html>`)}
	long := strings.Replace(soundPage, "<h2>", strings.Repeat(`<p class="a">Words &amp; more <a href="other/index.html#there">words</a> to read here and there.</p>`+"\n", 100)+"<h2>", 1)
	for i := range 2000 {
		files[fmt.Sprintf("en/p%d.html", i)] = []byte(long)
	}
	public, err := tree.New(files)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(long) * 2000))
	for b.Loop() {
		if err := site.Check(public); err != nil {
			b.Fatal(err)
		}
	}
}
