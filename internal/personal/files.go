package personal

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"daylight/internal/conf"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// names looks through the names of files and folders, and returns the files whose path holds
// something: a problem must not name them, here or later. The names of clean files are known to hold nothing.
func (s *Scan) names(project tree.Tree, clean map[string][]byte) map[string]bool {
	found := map[string]bool{}
	told := map[string]bool{}
	for _, name := range project.Paths() {
		if _, known := clean[name]; known {
			continue
		}
		parts := strings.Split(name, "/")
		for i := range parts {
			hits := find(inName(parts[i]))
			if len(hits) == 0 {
				continue
			}
			found[name] = true
			folder := strings.Join(parts[:i], "/")
			if whole := strings.Join(parts[:i+1], "/"); !told[whole] {
				told[whole] = true
				s.report(name, diag.Pos{Path: folder}, hits[0].kind, fmt.Sprintf("the name of %s in this folder", nth(project, folder, parts[i])))
			}
			break
		}
	}
	return found
}

// inName is a file's name as it is read: a line below stands for a space, and the ending is none of it.
func inName(name string) string {
	if ext := path.Ext(name); len(ext) <= 6 && !strings.Contains(name, "@") {
		name = strings.TrimSuffix(name, ext)
	}
	return strings.ReplaceAll(name, "_", " ")
}

// nth says which file or folder of a folder is meant, without its name.
func nth(project tree.Tree, folder, name string) string {
	var list []string
	for _, p := range project.Glob(folder + "/**") {
		first, _, _ := strings.Cut(strings.TrimPrefix(p, folder+"/"), "/")
		if !slices.Contains(list, first) {
			list = append(list, first)
		}
	}
	return fmt.Sprintf("entry %d of %d, in alphabetical order,", slices.Index(list, name)+1, len(list))
}

// file looks through one file. Of a table, only the header: its cells are looked at by their types.
func (s *Scan) file(name string, data []byte) {
	switch {
	case name == Path:
		s.reasons()
	case strings.HasPrefix(name, "data/") && strings.ToLower(path.Ext(name)) == ".csv":
		s.header(name, data)
	case name == "content/report.yaml":
		s.lines(name, data, find, contactLines(name, data))
	default:
		s.text(name, data)
	}
}

func (s *Scan) header(name string, data []byte) {
	header, _, _ := bytes.Cut(data, []byte("\n"))
	s.lines(name, header[:min(len(header), 1<<16)], find, nil)
}

// text looks through a file as lines of text, or for the metadata of a picture. A program's own notation, such
// as the path of a drawing, is full of numbers, and only addresses are looked for in it.
func (s *Scan) text(name string, data []byte) {
	switch {
	case picture(data):
		s.picture(name, data)
	case !utf8.Valid(data):
		s.lines(name, []byte(readable(data)), adress, nil)
	case slices.Contains([]string{".svg", ".css", ".js", ".mjs", ".map"}, strings.ToLower(path.Ext(name))):
		s.lines(name, data, adress, nil)
	default:
		s.lines(name, data, find, nil)
	}
}

// adress finds what has a form of its own, wherever it stands.
func adress(text string) []hit {
	return slices.DeleteFunc(find(text), func(h hit) bool { return h.kind != Email && h.kind != IBAN })
}

// reasons looks through the texts of the allowances themselves, which readers are shown.
func (s *Scan) reasons() {
	for _, a := range s.allowed {
		for _, lang := range sortedKeys(a.Reason) {
			text := a.Reason[lang]
			for _, h := range find(text.Value) {
				s.report(Path, text.Pos, h.kind, "the reason")
			}
		}
	}
}

func sortedKeys(texts conf.Localized) []string {
	var keys []string
	for key := range texts {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// contactLines tells which lines of report.yaml say how to reach the publisher: the one
// address that a report is meant to hold.
func contactLines(name string, data []byte) func(line int) bool {
	root, err := conf.ParseYAML(name, data)
	if err != nil {
		return nil
	}
	from, to := 0, 0
	for _, key := range root.Keys {
		switch {
		case key.Value == "contact":
			from = key.Pos.Line
		case from > 0 && to == 0:
			to = key.Pos.Line
		}
	}
	return func(line int) bool { return from > 0 && line >= from && (to == 0 || line < to) }
}

// lines looks through a text line by line, and across the ends of lines, where a sentence goes
// on. skip tells which lines are let through.
func (s *Scan) lines(name string, data []byte, find func(string) []hit, skip func(line int) bool) {
	n, shown := 0, 0
	before := ""
	for len(data) > 0 && shown < maxShown {
		var raw []byte
		raw, data, _ = bytes.Cut(data, []byte("\n"))
		n++
		line := strings.TrimSuffix(string(raw), "\r")
		if skip != nil && skip(n) {
			before = ""
			continue
		}
		for _, h := range everyHit(line, before, find) {
			pos := diag.Pos{Path: name, Line: n}
			if h.at >= 0 {
				pos.Col = utf8.RuneCountInString(line[:h.at]) + 1
			}
			if shown++; shown <= maxShown {
				s.report(name, pos, h.kind, "this line")
			}
		}
		before = line
	}
}

// everyHit finds what a line holds, as it is written, as other programs read it, and together with the end
// of the line before. Where the place in the line cannot be said, it is -1.
func everyHit(line, before string, find func(string) []hit) []hit {
	hits := find(line)
	for _, text := range disguises(line) {
		if text != line {
			hits = append(hits, others(find(text), hits)...)
		}
	}
	const near = 40
	left, right := strings.TrimRight(before, " \t"), strings.TrimLeft(line, " \t>#*-")
	if left == "" || right == "" {
		return hits
	}
	left, right = tail(left, near), right[:min(len(right), near)]
	// What ends before the break or begins behind it has been found, or is no whole word here.
	for _, glue := range []string{" ", ""} {
		if glue == "" && !strings.HasSuffix(left, "-") && !strings.HasSuffix(left, "@") {
			continue
		}
		alone := append(find(left), find(right)...)
		if joined := find(left + glue + right); len(joined) > len(alone) {
			hits = append(hits, others(joined, append(alone, hits...))...)
		}
	}
	return hits
}

// tail is the end of a text from the beginning of a word on.
func tail(text string, n int) string {
	if len(text) <= n {
		return text
	}
	text = text[len(text)-n:]
	_, rest, _ := strings.Cut(text, " ")
	return rest
}

// others returns the hits of kinds that are not among those known, without their places.
func others(hits, known []hit) []hit {
	var list []hit
	for _, h := range hits {
		if !slices.ContainsFunc(known, func(k hit) bool { return k.kind == h.kind }) {
			list = append(list, hit{h.kind, -1})
		}
	}
	return list
}

// readable is the text in a file that is none: its runs of plain characters.
func readable(data []byte) string {
	var b strings.Builder
	start := -1
	for i := 0; i <= len(data); i++ {
		if i < len(data) && data[i] >= 0x20 && data[i] < 0x7f {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 && i-start >= 6 {
			b.Write(data[start:i])
			b.WriteByte('\n')
		}
		start = -1
	}
	return b.String()
}
