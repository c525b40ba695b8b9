package scaffold

import (
	"fmt"
	"regexp"
	"strings"

	"daylight/internal/dataset"
)

// finding adds a page, and where the home page has no list of findings, that too.
func (n *addition) finding() error {
	var paths []string
	for _, lang := range n.languages {
		paths = append(paths, "content/"+lang+"/findings/"+n.slug()+".md")
	}
	if err := n.taken(paths...); err != nil {
		return err
	}
	for i, lang := range n.languages {
		n.new[paths[i]] = []byte(n.page(lang))
		if path := "content/" + lang + "/index.md"; strings.Contains(n.read(path), "(pages:findings)") {
			continue
		}
		w := wordsIn(lang)
		id := "findings"
		if strings.Contains(n.read("content/"+lang+"/index.md"), "{#findings}") {
			id = "all-findings"
		}
		n.home(lang, fmt.Sprintf("## %s {#%s}\n\n![%s](pages:findings)", w.findings, id, w.list))
	}
	return nil
}

func (n *addition) page(lang string) string {
	w := wordsIn(lang)
	order := len(n.project.Glob("content/"+lang+"/findings/*.md")) + 1
	text := fmt.Sprintf("---\ntitle: %s\nsummary: %q\nnav: %s\norder: %d\n---\n\n## %s {#data}\n\n%s\n", n.title(), w.summary, n.title(), order, w.data, w.say)
	if name := n.anyCell(); name != "" {
		text += fmt.Sprintf("\n%s: [](figure:%s).\n", w.example, name)
	}
	return text + fmt.Sprintf("\n## %s {#limits}\n\n%s\n", w.limits, w.unknown)
}

// anyCell is the name of a cell that can be shown as an example, or empty.
func (n *addition) anyCell() string {
	plain := regexp.MustCompile(`^[A-Za-z0-9/_-]+$`)
	for _, table := range n.data.Tables {
		if table.Len() == 0 || len(table.Schema.PrimaryKey) == 0 || !plain.MatchString(table.Key(0)) {
			continue
		}
		for _, field := range table.Schema.Fields {
			if field.Type == dataset.Count {
				return fmt.Sprintf("%s[%s].%s", table.Schema.Name, table.Key(0), field.Name)
			}
		}
	}
	return ""
}
