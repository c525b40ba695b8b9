// Package scaffold makes the files of a new project out of an example, and those
// that a project gains with another page, chart, figure or table. It works on trees
// alone: the caller reads and writes.
//
// # Examples
//
// An example is a project in English and French. In keeps the languages asked for,
// in their order, and leaves out all texts in another: a page's folder, a key "fr"
// with what stands under it in YAML, the key in an object of JSON, the line of a
// language at the head of a query. So that this can be done without writing a file
// anew, which would lose its comments, an example keeps to a form: in YAML each
// language has a line of its own, and a source's text that has a translation stands
// on one line.
package scaffold

import (
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"

	"daylight/internal/tree"
)

// Languages are the tags of the languages that every example has.
func Languages() []string { return []string{"en", "fr"} }

// In returns an example in some of its languages, the first of which is the main
// one.
func In(example tree.Tree, languages []string) (tree.Tree, error) {
	files := map[string][]byte{}
	for _, name := range example.Paths() {
		data, _ := example.Read(name)
		text := string(data)
		if rest, ok := strings.CutPrefix(name, "content/"); ok {
			if folder, _, below := strings.Cut(rest, "/"); below && slices.Contains(Languages(), folder) && !slices.Contains(languages, folder) {
				continue
			}
		}
		switch {
		case name == "content/references.yaml" && languages[0] != Languages()[0]:
			text = exchange(text, languages[0])
		case name == "content/report.yaml":
			text = strings.Replace(text, "languages: ["+strings.Join(Languages(), ", ")+"]", "languages: ["+strings.Join(languages, ", ")+"]", 1)
		case name == "README.md":
			text = strings.ReplaceAll(text, "content/en/", "content/"+languages[0]+"/")
		}
		for _, lang := range Languages() {
			if !slices.Contains(languages, lang) {
				text = without(path.Ext(name), text, lang)
			}
		}
		files[name] = []byte(text)
	}
	if len(files) == 0 {
		return tree.Tree{}, errors.New("scaffold: the example is empty")
	}
	return tree.New(files)
}

// without leaves the texts of a language out of a file.
func without(ext, text, lang string) string {
	switch ext {
	case ".yaml":
		return withoutBlock(withoutBlock(text, regexp.MustCompile(`^ +`+lang+`:`), false), regexp.MustCompile(`^ +translations:$`), true)
	case ".json":
		value := `"` + lang + `": "(?:[^"\\]|\\.)*"`
		text = regexp.MustCompile(`, `+value).ReplaceAllString(text, "")
		return regexp.MustCompile(value+`, `).ReplaceAllString(text, "")
	case ".sql":
		return regexp.MustCompile(`(?m)^-- [a-z]+(?:\.[a-z_]+)?\.`+lang+`: .*\n`).ReplaceAllString(text, "")
	}
	return text
}

// withoutBlock leaves out each line of YAML that matches, with all that stands deeper
// below it; only those without anything below, when empty is set.
func withoutBlock(text string, matches *regexp.Regexp, empty bool) string {
	var kept strings.Builder
	lines := strings.SplitAfter(text, "\n")
	for i := 0; i < len(lines); i++ {
		end := i + 1
		for end < len(lines) && strings.TrimSpace(lines[end]) != "" && indent(lines[end]) > indent(lines[i]) {
			end++
		}
		if !matches.MatchString(strings.TrimRight(lines[i], "\n")) || empty && end > i+1 {
			kept.WriteString(lines[i])
			continue
		}
		i = end - 1
	}
	return kept.String()
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// exchange makes a language the main one of the references: what an entry says in it
// stands in the entry itself, and what stood there is the translation.
func exchange(text, lang string) string {
	entries := strings.SplitAfter(text, "\n- ")
	field := regexp.MustCompile(`(?m)^      ([a-z-]+): (.*)$`)
	for i, entry := range entries {
		head, translation, ok := strings.Cut(entry, "    "+lang+":\n")
		if !ok {
			continue
		}
		translation = field.ReplaceAllStringFunc(translation, func(line string) string {
			m := field.FindStringSubmatch(line)
			own := regexp.MustCompile(`(?m)^  ` + m[1] + `: (.*)$`).FindStringSubmatch(head)
			if own == nil {
				return line
			}
			head = strings.Replace(head, own[0], "  "+m[1]+": "+m[2], 1)
			return "      " + m[1] + ": " + own[1]
		})
		entries[i] = head + "    " + Languages()[0] + ":\n" + translation
	}
	return strings.Join(entries, "")
}
