package browser

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "write what is heard into testdata/heard")

// spoken are the roles that a golden text tells of; what else there is are words between them.
var spoken = []string{"heading", "link", "banner", "navigation", "main", "contentinfo", "region", "complementary", "note", "table", "columnheader",
	"image", "figure", "DisclosureTriangle", "list", "article", "search", "form", "definition", "term", "status", "application", "blockquote"}

// TestHeard holds what a screen reader is given of three pages in both languages: Chromium's
// accessibility tree, without JavaScript, as text. With -update it is written anew: read it then.
func TestHeard(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs(public)
	if err != nil {
		t.Fatal(err)
	}
	tab, done := newTab(t, chromium(t))
	defer done()
	for _, lang := range []string{"en", "fr"} {
		for name, page := range map[string]string{"home": "", "finding": "findings/two-in-five/", "receipt": "figures/subscribers/"} {
			var nodes []*accessibility.Node
			err := chromedp.Run(tab.ctx, chromedp.EmulateViewport(1280, 900),
				chromedp.Navigate("file://"+filepath.ToSlash(root)+"/"+lang+"/"+page+"index.html"), chromedp.WaitReady("h1"),
				chromedp.ActionFunc(func(ctx context.Context) (err error) {
					nodes, err = accessibility.GetFullAXTree().Do(ctx)
					return err
				}))
			if err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join("testdata", "heard", name+"."+lang+".txt"), hear(nodes))
		}
	}
}

func compare(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || got != string(want) {
		t.Errorf("%s is no longer what is heard: run go test ./internal/browser -run Heard -update, and read it (%v)", file, err)
	}
}

// hear writes a tree as lines, each of its role and name, set in below what it lies in.
func hear(nodes []*accessibility.Node) string {
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var b strings.Builder
	var tell func(n *accessibility.Node, depth int)
	tell = func(n *accessibility.Node, depth int) {
		if role := text(n.Role); !n.Ignored && slices.Contains(spoken, role) {
			fmt.Fprintf(&b, "%s%s%s: %s%s\n", strings.Repeat("  ", depth), role, level(n), text(n.Name), described(n))
			depth++
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				tell(child, depth)
			}
		}
	}
	if len(nodes) > 0 {
		tell(nodes[0], 0)
	}
	return b.String()
}

func text(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var s string
	if json.Unmarshal(v.Value, &s) != nil {
		return string(v.Value)
	}
	return strings.Join(strings.Fields(s), " ")
}

func level(n *accessibility.Node) string {
	for _, p := range n.Properties {
		if p.Name == "level" && text(n.Role) == "heading" {
			return " " + text(p.Value)
		}
	}
	return ""
}

func described(n *accessibility.Node) string {
	if d := text(n.Description); d != "" && d != text(n.Name) {
		return " (" + d + ")"
	}
	return ""
}
