package scaffold

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/narrative"
)

// language adds a language: each page, and each text wherever the main language has one,
// as it stands there, marked as one to be translated. Numbers are filled in by the build,
// in the language's own form, so that what is added can be built at once.
func (n *addition) language() error {
	if slices.Contains(n.languages, n.name) {
		return diag.List{{Pos: diag.Pos{Path: narrative.ReportPath}, Code: CodeNew, Message: "the report is in this language already"}}
	}
	if !slices.Contains(Languages(), n.name) && !n.project.Has("templates/i18n/"+n.name+".yaml") {
		return diag.List{{Pos: diag.Pos{Path: "templates/i18n/" + n.name + ".yaml"}, Code: CodeNew, Message: "the theme has no words in this language",
			Hint: "translate the theme first: docs/languages.md says how; it has words in " + strings.Join(Languages(), ", ")}}
	}
	t := translation{from: n.languages[0], to: n.name, mark: wordsIn(n.name).translate}
	report, ok := t.announced(n.read(narrative.ReportPath))
	if !ok {
		return diag.List{{Pos: diag.Pos{Path: narrative.ReportPath}, Code: CodeNew, Message: "the list of languages is not on one line", Hint: "write languages: [" + strings.Join(n.languages, ", ") + "]"}}
	}
	n.changed[narrative.ReportPath] = []byte(report)
	for _, name := range n.project.Paths() {
		if rest, ok := strings.CutPrefix(name, "content/"+t.from+"/"); ok {
			if to := "content/" + t.to + "/" + rest; !n.project.Has(to) {
				n.new[to] = []byte(t.page(n.read(name)))
			}
			continue
		}
		old := n.read(name)
		if text := t.file(name, old); text != old {
			n.changed[name] = []byte(text)
		}
	}
	n.next = "Translate what is marked “" + t.mark + "”, and take the mark away, then"
	return nil
}

// translation copies texts of a language as ones to be translated into another.
type translation struct{ from, to, mark string }

// announced adds the language to those of the report.
func (t translation) announced(report string) (string, bool) {
	list := regexp.MustCompile(`(?m)^languages: *\[([^\]\n]*)\]`)
	return list.ReplaceAllString(report, "languages: [$1, "+t.to+"]"), list.MatchString(report)
}

// file adds the language to a file that holds texts in several.
func (t translation) file(name, text string) string {
	switch {
	case strings.HasPrefix(name, "content/editions/"):
		return text // closed
	case name == narrative.ReferencesPath:
		return t.references(text)
	case path.Ext(name) == ".yaml" && (strings.HasPrefix(name, "content/") || strings.HasPrefix(name, "data/")):
		return t.flow(t.blocks(text))
	case name == "data/datapackage.json":
		return t.object(text)
	case strings.HasPrefix(name, "data/") && path.Ext(name) == ".sql":
		return t.comments(text)
	}
	return text
}

var (
	claimed = regexp.MustCompile(`\[[^\]\[]*\]\((figure:[^)\s]+)[^)]*\)`)
	letters = regexp.MustCompile(`\p{L}`)
)

// marked is a text to be translated. Units that are signs stay.
func (t translation) marked(text string) string {
	if !letters.MatchString(text) || text == "share" {
		return text
	}
	return t.mark + claimed.ReplaceAllString(text, "[]($1)")
}

// scalar is a value of YAML that stands on one line, marked.
func (t translation) scalar(value string) string {
	for _, quote := range []string{`"`, `'`} {
		if rest, ok := strings.CutPrefix(value, quote); ok {
			return quote + t.marked(rest)
		}
	}
	value, _, _ = strings.Cut(value, " #")
	if value = strings.TrimSpace(value); t.marked(value) == value {
		return value
	}
	return strconv.Quote(t.marked(value))
}

// blocks adds a line beneath each "en: …" of YAML that has none in the language.
func (t translation) blocks(text string) string {
	lines := strings.SplitAfter(text, "\n")
	own := regexp.MustCompile(`^( +)` + t.from + `: *([^\n]*)\n?$`)
	var out strings.Builder
	for i := 0; i < len(lines); i++ {
		m := own.FindStringSubmatch(lines[i])
		end := i + 1
		for m != nil && end < len(lines) && (strings.TrimSpace(lines[end]) == "" || indent(lines[end]) > len(m[1])) {
			end++
		}
		for end > i+1 && strings.TrimSpace(lines[end-1]) == "" {
			end--
		}
		if m == nil || m[2] == "" || end < len(lines) && strings.HasPrefix(lines[end], m[1]+t.to+":") {
			out.WriteString(lines[i])
			continue
		}
		out.WriteString(strings.TrimRight(strings.Join(lines[i:end], ""), "\n") + "\n" + m[1] + t.to + ": " + t.block(m[2], lines[i+1:end]) + "\n")
		i = end - 1
	}
	return out.String()
}

// block is a value of YAML with the lines below it.
func (t translation) block(first string, rest []string) string {
	if len(rest) == 0 {
		return t.scalar(first)
	}
	if strings.ContainsAny(first[:1], "|>") {
		body := strings.Join(rest, "")
		margin := body[:indent(body)]
		return first + "\n" + margin + strings.TrimRight(t.marked(body[len(margin):]), "\n")
	}
	for _, line := range rest {
		first += " " + strings.TrimSpace(line)
	}
	return t.scalar(first)
}

// references adds how each source is cited. What a source calls itself is in its own language.
func (t translation) references(text string) string {
	entry := regexp.MustCompile(`(?m)^( *)- `)
	at := entry.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	margin := text[at[2]:at[3]]
	entries := strings.SplitAfter(text, "\n"+margin+"- ")
	short := regexp.MustCompile(`(?m)^` + margin + `  title-short: *(\S.*)$`)
	own := regexp.MustCompile(`(?m)^` + margin + `    ` + t.to + `:`)
	under := regexp.MustCompile(`(?m)^` + margin + `  translations:.*\n`)
	for i, e := range entries {
		m := short.FindStringSubmatch(e)
		if m == nil || own.MatchString(e) {
			continue
		}
		added := margin + "    " + t.to + ":\n" + margin + "      title-short: " + t.scalar(m[1]) + "\n"
		where := under.FindStringIndex(e)
		switch {
		case where != nil:
			entries[i] = e[:where[1]] + added + e[where[1]:]
		default:
			body := strings.TrimSuffix(e, margin+"- ")
			entries[i] = strings.TrimRight(body, "\n") + "\n" + margin + "  translations:\n" + added + e[len(body):]
		}
	}
	return strings.Join(entries, "")
}

// flow adds the language to what is written {en: …}.
func (t translation) flow(text string) string {
	own := regexp.MustCompile(`\{ *` + t.from + `: *("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,}"'\n]+)\}`)
	return own.ReplaceAllStringFunc(text, func(all string) string {
		return strings.TrimSuffix(all, "}") + ", " + t.to + ": " + t.scalar(own.FindStringSubmatch(all)[1]) + "}"
	})
}

// object adds the language to what JSON writes {"en": …}, and makes such an object of a title or
// description that is in no language yet.
func (t translation) object(text string) string {
	const value = `"((?:[^"\\]|\\.)*)"`
	head, list, _ := strings.Cut(text, `"resources"`)
	bare := regexp.MustCompile(`"(title|description)": *` + value + `(\s*,\s*"(?:title|description)s")?`)
	list = bare.ReplaceAllStringFunc(list, func(all string) string {
		m := bare.FindStringSubmatch(all)
		if m[3] != "" { // it is in languages too
			return all
		}
		return `"` + m[1] + `s": {"` + t.from + `": "` + m[2] + `"}`
	})
	text = head + `"resources"` + list
	own := regexp.MustCompile(`(\{\s*"` + t.from + `": *)` + value + `(\s*\})`)
	return own.ReplaceAllStringFunc(text, func(all string) string {
		m := own.FindStringSubmatch(all)
		return m[1] + `"` + m[2] + `", "` + t.to + `": "` + t.marked(m[2]) + `"` + m[3]
	})
}

// comments adds the language to the head of a query.
func (t translation) comments(text string) string {
	own := regexp.MustCompile(`(?m)^-- ([a-z]+(?:\.[A-Za-z0-9_]+)?)\.` + regexp.QuoteMeta(t.from) + `: (.*)$`)
	return own.ReplaceAllStringFunc(text, func(line string) string {
		m := own.FindStringSubmatch(line)
		added := "-- " + m[1] + "." + t.to + ": "
		if strings.Contains(text, "\n"+added) {
			return line
		}
		return line + "\n" + added + t.marked(m[2])
	})
}

// page is a page to be translated. Its short name in menus stays short.
func (t translation) page(text string) string {
	own := regexp.MustCompile(`(?m)^(title|summary|lead): *(.*)$`)
	head, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok {
		return text
	}
	head = own.ReplaceAllStringFunc(head, func(line string) string {
		m := own.FindStringSubmatch(line)
		return m[1] + ": " + t.scalar(m[2])
	})
	body = claimed.ReplaceAllString(body, "[]($1)")
	return "---\n" + head + "\n---\n\n" + strings.TrimRight(strings.TrimSpace(t.mark), ":\u202f\u00a0 ") + ".\n\n" + strings.TrimLeft(body, "\n")
}
