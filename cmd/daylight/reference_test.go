package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"daylight/internal/chart"
	"daylight/internal/durable"
	"daylight/internal/echarts"
	"daylight/internal/tree"
)

// The committed public/ is what the program builds from the repository, byte for
// byte: drawn anew into a cache, and from it.
func TestReferenceReport(t *testing.T) {
	t.Parallel()
	if echarts.Version() == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("the chart engine is not in this binary: run make")
		}
		t.Skip("the chart engine is not in this binary: run make")
	}
	root := filepath.Join("..", "..")
	published, err := tree.FromFS(os.DirFS(filepath.Join(root, "public")))
	if err != nil {
		t.Fatal(err)
	}
	sums, _ := published.Read(durable.SumsPath)
	published = published.Filter(func(name string) bool { return name != durable.SumsPath })
	if !bytes.Equal(sums, published.Sums()) {
		t.Error("public/SHA256SUMS does not list what public/ holds")
	}
	cached := durable.OpenCache(t.TempDir())
	for _, cache := range []chart.Cache{cached, cached} {
		u := newUI(os.Stdout, os.Stderr)
		built, err := buildReport(context.Background(), u, root, cache)
		if err != nil {
			t.Fatal(err)
		}
		for _, change := range tree.Diff(published, built.Site) {
			t.Errorf("public/%s: %s by a build: run make and commit it", change.Path, change.Kind)
		}
	}
}
