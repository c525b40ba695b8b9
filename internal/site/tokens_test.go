package site

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// oddMarkup is markup in which a reader of its own could go astray.
var oddMarkup = []string{
	"", "<", "a", "a<", "a<b", "<b", "<b>", "</b>", "</>", "</b >", "<b/>", "<b />", "< b>", "a < b", "a<1", "<a\n b=\"c\"\td>", "<a b>", "<a b c=\"d\">",
	`<a b="c"d="e">`, `<a b="c" b="d">`, `<a b='c'>`, `<a b=c/>`, `<a b="c>`, `<a b="c" >`, `<a b ="c">`, `<a b= "c">`, `<a ="c">`, `<A B="c">`, `<a b="" c>`, `<a b/>`, `<a b="c"/>`, `<a / b="c">`,
	`<a b="&amp;&lt;&gt;&#34;&#39;&#43;">`, `<a b="&copy=1&amp;">`, `<a b="&ampx;">`, `<a b="&amp;amp;">`, `<a b="&">`, "<a b=\"x\ry\">", "<a b=\"\x00\">", "<a\x00>", "x\x00y<b>",
	"<!doctype html><p>", "<!DOCTYPE html>", "<!doctype htmlx>", "<!-- a --><b>", "<!-->", "<?xml?>", "<![CDATA[x]]>",
	"<title>a &amp; b</title><p>", "<title>a<b></title>", "<title></title>", "<title/>x</title>", "<title>", "<title>a</titles></title>", "<title>a</title >",
	`<script src="a"></script><p>`, "<script>if (a<b) {}</script>", "<script>", "<style>p{}</style>", "<textarea><b></textarea>", "<noscript><p></noscript>", "<plaintext><b>", "<xmp><b></xmp>", "<iframe></iframe><p>",
	"<svg><title>x</title></svg>", "<pre>\n\nx</pre>", "é<b title=\"é\">ü</b>", "<é>", "<a é=\"x\">", "<svg viewBox=\"a\"><linearGradient viewBox=\"1\" viewbox=\"2\"></linearGradient>", "<a b=\"c\"\r\nd=\"e\">", "<a:b c:d=\"e\">", "<a-b>", "<a.b>",
}

func TestTokensAreThoseOfTheLibrary(t *testing.T) {
	t.Parallel()
	for _, page := range oddMarkup {
		compareTokens(t, page)
		compareTokens(t, "<!doctype html>\n<p class=\"a\">"+page+"</p>\n<p>b</p>")
	}
}

// TestBuiltPagesAreReadInPlace holds that the library is not needed for the pages of a built site.
func TestBuiltPagesAreReadInPlace(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"en/index.html", "fr/method/index.html", "en/findings/who-refused/index.html"} {
		page, err := os.ReadFile("../../public/" + name)
		if err != nil {
			t.Fatal(err)
		}
		compareTokens(t, string(page))
		read := tokens{data: page}
		for read.next() {
			if read.slow != nil {
				t.Fatalf("%s: the library is asked from %.60q on", name, page[read.at:])
			}
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, page := range oddMarkup {
		f.Add(page)
	}
	f.Fuzz(compareTokens)
}

func compareTokens(t *testing.T, page string) {
	t.Helper()
	library, read := html.NewTokenizer(strings.NewReader(page)), tokens{data: []byte(page)}
	for i := 0; ; i++ {
		want, got := describe(library), "end"
		if read.next() {
			got = fmt.Sprintf("%s %q %s", read.kind, read.raw, tokenWords(read.kind, read.name, read.attrs))
		}
		if got != want {
			t.Fatalf("%.200q, token %d: %.200s, want %.200s", page, i, got, want)
		}
		if want == "end" {
			return
		}
	}
}

// describe reads the library's next token.
func describe(library *html.Tokenizer) string {
	kind := library.Next()
	if kind == html.ErrorToken {
		return "end"
	}
	raw := string(library.Raw())
	var attrs []attr
	name, more := library.TagName()
	for more {
		var a attr
		a.key, a.value, more = library.TagAttr()
		attrs = append(attrs, a)
	}
	return fmt.Sprintf("%s %q %s", kind, raw, tokenWords(kind, name, attrs))
}

func tokenWords(kind html.TokenType, name []byte, attrs []attr) string {
	if kind != html.StartTagToken && kind != html.SelfClosingTagToken && kind != html.EndTagToken {
		return ""
	}
	words := string(name)
	for _, a := range attrs {
		words += fmt.Sprintf(" %q=%q", a.key, a.value)
	}
	return words
}
