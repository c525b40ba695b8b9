package archtest

import (
	"go/ast"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// code is a declared constant of type diag.Code.
type code struct {
	value    string
	pkg      string // internal/diag
	constant string // CodeRead
	place    string
}

// codes finds every diagnostic code that the repository declares.
func codes(t *testing.T, files []file) []code {
	t.Helper()
	var found []code
	for _, f := range files {
		if f.isTest {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			s, ok := n.(*ast.ValueSpec)
			if !ok || !isCodeType(f, s.Type) {
				return true
			}
			for i, name := range s.Names {
				literal, ok := s.Values[i].(*ast.BasicLit)
				if !ok {
					t.Errorf("%s: a code is a literal", f.place(s))
					continue
				}
				value, _ := strconv.Unquote(literal.Value)
				found = append(found, code{value, f.pkg, name.Name, f.place(s)})
			}
			return true
		})
	}
	if len(found) < 20 {
		t.Fatalf("only %d codes found: the test looks for the wrong thing", len(found))
	}
	return found
}

func isCodeType(f file, e ast.Expr) bool {
	if name, ok := selected(e, "diag"); ok {
		return name == "Code"
	}
	id, ok := e.(*ast.Ident)
	return ok && f.pkg == "internal/diag" && id.Name == "Code"
}

func TestCodesAreWellFormed(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)+$`)
	seen := map[string]string{}
	for _, c := range codes(t, sources(t)) {
		if !form.MatchString(c.value) && c.value != "internal" {
			t.Errorf("%s: %q is not in kebab case with its gate first", c.place, c.value)
		}
		if other, twice := seen[c.value]; twice {
			t.Errorf("%s: %q is declared at %s too", c.place, c.value, other)
		}
		seen[c.value] = c.place
	}
}

// docs/diagnostics.md has a section on every code, and on nothing else.
func TestCodesAreDocumented(t *testing.T) {
	t.Parallel()
	sections := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^##+ `?([a-z0-9]+(?:-[a-z0-9]+)*)`?$").FindAllStringSubmatch(read(t, "docs/diagnostics.md"), -1) {
		sections[m[1]]++
	}
	for _, c := range codes(t, sources(t)) {
		if sections[c.value] != 1 {
			t.Errorf("%s: docs/diagnostics.md has %d sections on %s, want one", c.place, sections[c.value], c.value)
		}
		delete(sections, c.value)
	}
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		t.Errorf("docs/diagnostics.md has a section on %s, which no package reports", name)
	}
}

// Every code is provoked by some test: its constant, or the code itself as a test
// expects it, stands in a test or its data.
func TestCodesAreProvoked(t *testing.T) {
	t.Parallel()
	files := sources(t)
	constants := map[string]bool{} // "internal/diag.Internal"
	for _, f := range files {
		if !f.isTest {
			continue
		}
		imported := map[string]string{}
		for _, path := range f.imports() {
			imported[path[strings.LastIndex(path, "/")+1:]] = strings.TrimPrefix(path, "daylight/")
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.SelectorExpr:
				if id, ok := x.X.(*ast.Ident); ok {
					constants[imported[id.Name]+"."+x.Sel.Name] = true
				}
			case *ast.Ident:
				constants[f.pkg+"."+x.Name] = true
			}
			return true
		})
	}
	token := regexp.MustCompile(`[a-z][a-z0-9]*(?:-[a-z0-9]+)+`)
	named := map[string]bool{}
	walk(t, func(name string) {
		if strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/testdata/") && !strings.HasSuffix(name, ".svg") {
			for _, word := range token.FindAllString(read(t, name), -1) {
				named[word] = true
			}
		}
	})
	for _, c := range codes(t, files) {
		if !constants[c.pkg+"."+c.constant] && !named[c.value] {
			t.Errorf("%s: no test provokes %s", c.place, c.value)
		}
	}
}
