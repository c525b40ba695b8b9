//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// size is how large a generated report is. Its data are made up, and it says so.
type size struct {
	pages, charts, rows int
}

// claimsPerPage is what every page but the home page holds.
const claimsPerPage = 5

// generate writes a project of that size into dir, in place of what is there.
func (s size) generate(dir string) error {
	if err := clear(dir, "content"); err != nil {
		return err
	}
	w := writer{dir: dir}
	w.write("content/report.yaml", settings)
	w.write("content/references.yaml", references)
	w.write("content/en/index.md", s.home())
	for i := range s.pages {
		w.write(fmt.Sprintf("content/en/findings/page-%05d.md", i), s.page(i, claimLink))
	}
	for i := range s.charts {
		w.write(fmt.Sprintf("content/charts/chart-%d.yaml", i), fmt.Sprintf(chartSpec, i))
		w.write(fmt.Sprintf("data/figures/part_%d.sql", i), fmt.Sprintf(chartQuery, i, i%10))
	}
	w.write("data/figures/totals.sql", totalsQuery)
	w.write("data/datapackage.json", schema)
	w.write("data/letters.csv", s.table())
	return w.err
}

// generateHugo writes the same pages, without their claims, as a site of Hugo with
// a layout as plain as can be.
func (s size) generateHugo(dir string) error {
	if err := clear(dir, "content"); err != nil {
		return err
	}
	w := writer{dir: dir}
	w.write("hugo.toml", hugoConfig)
	w.write("layouts/_default/baseof.html", hugoBase)
	w.write("layouts/_default/single.html", hugoSingle)
	w.write("layouts/_default/list.html", hugoList)
	w.write("content/_index.md", "---\ntitle: Letters that went astray\n---\n\nThese are made-up data.\n")
	for i := range s.pages {
		w.write(fmt.Sprintf("content/findings/page-%05d.md", i), s.page(i, func(words, _ string) string { return words }))
	}
	return w.err
}

// clear empties a folder that an earlier run generated; any other is refused.
func clear(dir, mark string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if _, err := os.Stat(filepath.Join(dir, mark)); err != nil {
		return fmt.Errorf("%s holds something else", dir)
	}
	return os.RemoveAll(dir)
}

// writer writes files and keeps the first error.
type writer struct {
	dir string
	err error
}

func (w *writer) write(name, text string) {
	if w.err != nil {
		return
	}
	file := filepath.Join(w.dir, filepath.FromSlash(name))
	if w.err = os.MkdirAll(filepath.Dir(file), 0o755); w.err == nil {
		w.err = os.WriteFile(file, []byte(text), 0o644)
	}
}

// region and letters are row i of the table.
func region(i int) string { return fmt.Sprintf("r%07d", i) }
func letters(i int) int   { return (i*7919)%900 + 100 }

func (s size) table() string {
	var b bytes.Buffer
	b.Grow(s.rows * 24)
	b.WriteString("region,letters,source\n")
	for i := range s.rows {
		fmt.Fprintf(&b, "%s,%d,made-up\n", region(i), letters(i))
	}
	return b.String()
}

func claimLink(words, figure string) string { return "[" + words + "](figure:" + figure + ")" }

func (s size) home() string {
	chart := ""
	for i := range s.charts {
		chart += fmt.Sprintf("![Ten regions, one bar each](chart:chart-%d)\n\n", i)
	}
	return "---\ntitle: Letters that went astray\nsummary: Made-up data, to measure the program with.\norder: 0\n" +
		"lead: \"[" + fmt.Sprint(s.rows) + "](figure:totals.regions \\\"" + fmt.Sprint(s.rows) + "\\\") regions, all of them made up.\"\n---\n\n" +
		chart + "## Made-up data {#made-up}\n\nNone of this is true.\n"
}

// page returns page i, in which claim writes each claim.
func (s size) page(i int, claim func(words, figure string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Finding %s\nsummary: What the made-up survey found there.\n---\n\n", word(i))
	for c := range claimsPerPage {
		row := (i*claimsPerPage + c) % s.rows
		fmt.Fprintf(&b, "## Part %s {#part-%c}\n\n", words[c], 'a'+c)
		fmt.Fprintf(&b, "In this region, %s letters went astray, if the *made-up* survey is to be believed. ", claim(fmt.Sprint(letters(row)), "letters["+region(row)+"].letters"))
		b.WriteString(prose + "\n\n- a first point, which is **short**\n- a second point, with `code` in it\n\n" + prose + "\n\n")
	}
	return b.String()
}

var words = [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "zero"}

// word spells the digits of a number, since a numeral would need a claim.
func word(n int) string {
	var parts []string
	for _, digit := range fmt.Sprint(n) {
		parts = append(parts, words[(digit-'0'+9)%10])
	}
	return strings.Join(parts, " ")
}
