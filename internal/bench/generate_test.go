//go:build unix

package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daylight/internal/durable"
	"daylight/internal/report"
	"daylight/internal/tree"
	"daylight/templates"
)

// What is measured is a project that builds.
func TestGeneratedProjectBuilds(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "project")
	for range 2 { // the second time over the first
		if err := (size{pages: 12, rows: 30}).generate(dir); err != nil {
			t.Fatal(err)
		}
	}
	project, err := durable.ReadProject(dir)
	if err != nil {
		t.Fatal(err)
	}
	theme, err := tree.FromFS(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	result, err := report.Builder{Theme: theme}.Build(context.Background(), project)
	if err != nil {
		t.Fatal(err)
	}
	page, _ := result.Site.Read("en/findings/page-00011/index.html")
	if got := strings.Count(string(page), `class="claim"`); got != claimsPerPage {
		t.Errorf("a page holds %d claims, want %d", got, claimsPerPage)
	}
	if s := result.Summary; s.Pages != 13 || s.Rows != 30 {
		t.Errorf("built %+v", s)
	}
}

func TestHugoGetsTheSameWords(t *testing.T) {
	t.Parallel()
	s := size{pages: 3, rows: 30}
	with, without := s.page(2, claimLink), s.page(2, func(words, _ string) string { return words })
	for i := range claimsPerPage {
		row := 2*claimsPerPage + i
		with = strings.Replace(with, "](figure:letters["+region(row)+"].letters)", "", 1)
	}
	if strings.ReplaceAll(with, ", [", ", ") != without {
		t.Errorf("daylight reads\n%s\nHugo reads\n%s", with, without)
	}
}

func TestGenerateSparesOtherFolders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "thesis.md")
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := (size{pages: 1, rows: 10}).generate(dir); err == nil {
		t.Error("a folder with other files is replaced")
	}
	if _, err := os.Stat(name); err != nil {
		t.Error(err)
	}
}

func TestWord(t *testing.T) {
	t.Parallel()
	var got []string
	for _, n := range []int{0, 1, 9, 10, 305} {
		got = append(got, word(n))
	}
	if want := []string{"zero", "one", "nine", "one zero", "three zero five"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
