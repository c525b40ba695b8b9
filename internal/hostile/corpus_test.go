package hostile

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sample is a string of the corpus.
type sample struct{ name, text string }

// sign is what the corpus writes for what an eye cannot see, or does not want to.
var sign = regexp.MustCompile(`\\(u|x)\{([0-9A-F]+)\}|\\r\{(\d+):((?:[^{}]|\\u\{[0-9A-F]+\})*)\}`)

// readCorpus reads testdata/corpus.txt.
func readCorpus(t testing.TB) []sample {
	t.Helper()
	data, err := os.ReadFile("testdata/corpus.txt")
	if err != nil {
		t.Fatal(err)
	}
	var samples []sample
	seen := map[string]bool{}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, text, ok := strings.Cut(line, " |")
		if !ok || seen[name] {
			t.Fatalf("corpus.txt:%d: not a name of its own, a bar and a string", i+1)
		}
		seen[name] = true
		samples = append(samples, sample{name, plain(strings.TrimPrefix(text, " "))})
	}
	return samples
}

// plain replaces the signs of the corpus.
func plain(text string) string {
	return sign.ReplaceAllStringFunc(text, func(found string) string {
		m := sign.FindStringSubmatch(found)
		number, err := strconv.ParseUint(m[2], 16, 32)
		switch {
		case m[1] == "x" && err == nil:
			return string([]byte{byte(number)})
		case m[1] == "u" && err == nil:
			return string(rune(number))
		}
		times, _ := strconv.Atoi(m[3])
		return strings.Repeat(plain(m[4]), times)
	})
}

func TestCorpus(t *testing.T) {
	t.Parallel()
	samples := readCorpus(t)
	texts := map[string]string{}
	for _, s := range samples {
		if other, twice := texts[s.text]; twice && s.name != "yaml document" {
			t.Errorf("%q and %q are one string", other, s.name)
		}
		texts[s.text] = s.name
	}
	if len(texts) < 150 {
		t.Errorf("the corpus has %d strings", len(texts))
	}
	for name, want := range map[string]string{
		"NUL": "x\x00y", "not UTF-8": "x\xffy", "bidi override": "\u202egpj.exe", "long tags": strings.Repeat("<b>", 200),
		"combining many": "x" + strings.Repeat("\u0301", 300), "empty": "", "space": " ", "md hard break": `x\`,
	} {
		if texts[want] != name {
			t.Errorf("%s is not read as %s", name, fmt.Sprintf("%+.40q", want))
		}
	}
}
