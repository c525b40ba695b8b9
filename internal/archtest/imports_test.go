package archtest

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// stages are the packages of a build from the last to the first. Each may import
// those after it.
var stages = []string{
	"report", "site", "witness", "narrative", "chart", "claim", "figure", "figure/sqlite", "privacy", "identity", "personal", "edition", "dataset", "locale", "conf", "tree", "parallel", "diag",
}

// others are the packages that stand beside the stages, with all of ours that each
// may import.
var others = map[string][]string{
	"typeset": nil, // the width of a text, for whoever draws one
	"card":    nil, // the picture beside a link

	"readability":   nil, // how easy a text is to read
	"echarts":       {"typeset"},
	"notices":       nil,
	"durable":       {"tree", "parallel", "diag"},
	"remote":        {"tree", "diag"},
	"apart":         {"tree", "diag"},
	"signature":     nil, // two formats of detached signatures
	"archtest":      nil,
	"importer":      {"diag"},
	"preview":       {"diag"},
	"scaffold":      {"narrative", "dataset", "tree", "diag"},
	"chart/stories": {"tree"}, // a made-up project for tests and the storybook
	"browser":       nil,      // tests alone
}

// helpers are packages beside the stages that stages may import, and which.
var helpers = map[string][]string{
	"typeset": {"chart", "site"},
	"card":    {"site"},
	"echarts": {"report"},

	"readability": {"report"},
}

// mayImport tells whether the package from may import the package to; both without
// internal/.
func mayImport(from, to string) bool {
	if allowed, beside := others[from]; beside {
		return slices.Contains(allowed, to)
	}
	if slices.Contains(helpers[to], from) {
		return true
	}
	i, j := slices.Index(stages, from), slices.Index(stages, to)
	return i >= 0 && j > i
}

func TestImportsRunOneWay(t *testing.T) {
	t.Parallel()
	for _, f := range sources(t) {
		from, internal := strings.CutPrefix(f.pkg, "internal/")
		if f.isTest || f.isMain && !strings.HasPrefix(f.pkg, "internal/figure") {
			continue // programs put the parts together; tests may look wherever they like
		}
		if internal && !slices.Contains(stages, from) {
			if _, known := others[from]; !known {
				t.Errorf("%s: the table of packages does not know internal/%s", f.name, from)
			}
		}
		for _, path := range f.imports() {
			to, ours := strings.CutPrefix(path, "daylight/internal/")
			if ours && !mayImport(from, to) {
				t.Errorf("%s: internal/%s may not import internal/%s", f.name, from, to)
			}
			if strings.HasPrefix(path, "daylight/") && !ours {
				t.Errorf("%s: only a program may import %s", f.name, path)
			}
		}
	}
}

// owners says which package alone imports a technology, so that what is wrong with
// it is put right in one place. A path covers what lies below it. "" is
// cmd/daylight.
var owners = map[string]string{
	"aead.dev/minisign":                "signature",
	"github.com/hiddeco/sshsig":        "signature",
	"golang.org/x/crypto":              "signature",
	"encoding/csv":                     "dataset",
	"github.com/CycloneDX":             "release",
	"github.com/dop251/goja":           "echarts",
	"github.com/evanw/esbuild":         "echarts/bundler",
	"github.com/fsnotify/fsnotify":     "preview",
	"github.com/go-echarts/go-echarts": "chart",
	"github.com/gocarina/gocsv":        "dataset",
	"github.com/nyaruka/phonenumbers":  "personal",
	"github.com/xuri/excelize":         "tests",
	"github.com/yuin/goldmark":         "narrative",
	"go.yaml.in/yaml":                  "conf",
	"golang.org/x/image":               "card",
	"golang.org/x/net":                 "site",
	"golang.org/x/sys":                 "durable",
	"golang.org/x/term":                "",
	"golang.org/x/text":                "locale",
	"gonum.org":                        "privacy",
	"modernc.org/libc":                 "figure",
	"modernc.org/sqlite":               "figure",
	"github.com/chromedp":              "tests",
	"github.com/rogpeppe/go-internal":  "tests",
	"github.com/santhosh-tekuri":       "tests",
	"golang.org/x/tools":               "tests",
	"github.com/google/go-cmp":         "tests",
	"github.com/stretchr/testify":      "none",
	"github.com/google/pprof":          "none",
	"net":                              "remote",
	"math/rand":                        "tests",
	"math/rand/v2":                     "tests",
	"text/template":                    "none",
	"text/template/parse":              "site",   // the trees of html/template
	"unsafe":                           "figure", // the driver hands out its connection as a pointer
	"plugin":                           "none",
	"C":                                "none",
	"log":                              "none",
	"log/slog":                         "none",
}

// onLoopback may import net beside the package that owns it, which reaches out: the preview answers, and bench asks the preview.
var onLoopback = []string{"preview", "bench"}

// notNetwork are packages below net that open no connection.
var notNetwork = []string{"net/url", "net/netip"}

func TestOneTechnologyOnePackage(t *testing.T) {
	t.Parallel()
	for _, f := range sources(t) {
		if f.isTest {
			continue
		}
		pkg := strings.TrimPrefix(f.pkg, "internal/")
		for _, path := range f.imports() {
			owner, owned := ownerOf(path)
			if !owned {
				if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
					t.Errorf("%s: no package owns %s: name it in the table, and in docs/ARCHITECTURE.md", f.name, path)
				}
				continue
			}
			mine := pkg == owner || slices.Contains(onLoopback, pkg) && owner == owners["net"] || strings.HasPrefix(pkg, owner+"/") || owner == "" && f.pkg == "cmd/daylight"
			if !mine {
				t.Errorf("%s: %s belongs to %q alone", f.name, path, owner)
			}
		}
	}
}

func ownerOf(path string) (owner string, ok bool) {
	if slices.Contains(notNetwork, path) {
		return "", false
	}
	for ; path != ""; path = path[:max(0, strings.LastIndex(path, "/"))] {
		if owner, ok := owners[path]; ok {
			return owner, true
		}
	}
	return "", false
}

// Markup is written by site alone. Other packages hand on what is known to be
// markup as template.HTML, and use nothing else of html/template.
func TestTemplatesBelongToSite(t *testing.T) {
	t.Parallel()
	for _, f := range sources(t) {
		if f.isTest || f.pkg == "internal/site" || !slices.Contains(f.imports(), "html/template") {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if name, ok := selected(n, "template"); ok && name != "HTML" {
				t.Errorf("%s: template.%s belongs to site alone", f.place(n), name)
			}
			return true
		})
	}
}

// selected returns the name in pkg.name, when n is such an expression.
func selected(n ast.Node, pkg string) (name string, ok bool) {
	s, ok := n.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	x, ok := s.X.(*ast.Ident)
	return s.Sel.Name, ok && x.Name == pkg
}
