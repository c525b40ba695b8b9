package site_test

import (
	"strings"
	"testing"

	"daylight/internal/site"
)

// What a template says by itself is found, and where; what its actions work out is not.
func TestSeenInTemplate(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`<p>Of 12 people</p><p>and 13</p>`:                                                              "Of 12 people|and 13",
		`<p>{{.T "x 5"}} of {{/* 6 }} 7 */}}8</p>`:                                                      "of 8",
		`<h{{.Level}} class="a1">9<b>4</b>9</h{{.Level}}>`:                                              "949",
		`{{if gt .N 5}}<p title="five 5">{{else}}<p>{{- end}} 6 </p>`:                                   "five 5|6",
		`<img alt="{{.A}} of 14" src="15.png" width=16 title=17>`:                                       "of 14|17",
		`<button aria-label='18 &amp; 19'>{{.X}}</button>`:                                              "18 & 19",
		`<input type="submit" value="20"><input type="text" value="21" placeholder="22">`:               "20|22",
		`<meta content="23 people" name="description"><meta name="viewport" content="initial-scale=1">`: "23 people",
		`<style>a{width:24px}</style><script>25</script><code>26</code><title>27</title>`:               "27",
		`<noscript><p>28 people</p></noscript>`:                                                         "28 people",
		`<p>&#50;9 &#8217; &copy; 30&nbsp;%</p>`:                                                        "29 ’ © 30\u00a0%",
		`{{"31 people"}} {{33}} {{printf "%d of %s" 34 "x"}} {{printf "%05d" .N}} {{len "abc"}}`:        "31 people 33 %d of %s 34 x abc",
		`{{define "x"}}<p>35</p>{{end}}{{with .Y}}36{{end}}{{range .Z}}37{{else}}38{{end}}`:             "35|36 37 38",
		`{{if}}<p>39</p>`: "",
		`<!-- 40 --><a {{if .A}}title="41"{{end}} href="42" data-x="43">44</a>`: "41|44",
	} {
		var got []string
		for _, text := range site.SeenInTemplate([]byte(source)) {
			got = append(got, strings.Join(strings.Fields(strings.ReplaceAll(text.Words, "\u00a0", "~")), " "))
			if len(text.At) != len(text.Words) {
				t.Fatalf("%s: %d places for %d bytes", source, len(text.At), len(text.Words))
			}
			for i, c := range []byte(text.Words) {
				if at := source[text.At[i]]; at != c && c != ' ' && at != '&' {
					t.Errorf("%s: byte %d of %q stands at %q", source, i, text.Words, source[text.At[i]:])
				}
			}
		}
		if said := strings.ReplaceAll(strings.Join(got, "|"), "~", "\u00a0"); said != want {
			t.Errorf("%s:\ngot  %q\nwant %q", source, said, want)
		}
	}
}

// A template of any length is read in time that grows with it alone.
func TestSeenInLongPage(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("<b>&#57;</b>", 100_000)
	if seen := site.SeenInPage([]byte(long)); len(seen) != 1 || len(seen[0].Words) != 100_000 {
		t.Errorf("%d texts", len(seen))
	}
}
