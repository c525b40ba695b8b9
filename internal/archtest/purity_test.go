package archtest

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// impure are the functions that make a build depend on more than its inputs, or
// that speak or end the program over their caller's head. None of them may stand in a
// package that a build passes through.
var impure = map[string][]string{
	"time": {"Now", "Since", "Until", "Sleep", "Tick", "Local"},
	"fmt":  {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
}

func TestBuildIsPure(t *testing.T) {
	t.Parallel()
	for _, f := range sources(t) {
		pkg := strings.TrimPrefix(f.pkg, "internal/")
		if f.isTest || f.isMain || !slices.Contains(stages, pkg) && pkg != "typeset" && pkg != "card" && pkg != "echarts" {
			continue
		}
		for _, path := range f.imports() {
			if path == "os" || strings.HasPrefix(path, "os/") || path == "io/ioutil" || path == "syscall" {
				t.Errorf("%s: a build does not touch the system, so not %s", f.name, path)
			}
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			for from, names := range impure {
				if name, ok := selected(n, from); ok && slices.Contains(names, name) {
					t.Errorf("%s: %s.%s", f.place(n), from, name)
				}
			}
			return true
		})
	}
}

// No package keeps state: what a package variable holds is set where it stands.
func TestNoPackageVariablesThatChange(t *testing.T) {
	t.Parallel()
	variables := map[string]map[string]bool{} // package → names
	all := sources(t)
	for _, f := range all {
		if f.isTest {
			continue
		}
		for _, d := range f.syntax.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					if variables[f.pkg] == nil {
						variables[f.pkg] = map[string]bool{}
					}
					variables[f.pkg][name.Name] = true
				}
			}
		}
	}
	for _, f := range all {
		if !f.isTest {
			ast.Inspect(f.syntax, func(n ast.Node) bool {
				for _, name := range assigned(n) {
					if name.Name != "_" && variables[f.pkg][name.Name] && !isLocal(f, name) {
						t.Errorf("%s: the package variable %s is changed", f.place(n), name.Name)
					}
				}
				return true
			})
		}
	}
}

// assigned returns the variables that a statement gives a new value.
func assigned(n ast.Node) []*ast.Ident {
	var names []*ast.Ident
	add := func(e ast.Expr) {
		for {
			switch x := e.(type) {
			case *ast.IndexExpr:
				e = x.X
				continue
			case *ast.SelectorExpr:
				e = x.X
				continue
			case *ast.Ident:
				names = append(names, x)
			}
			return
		}
	}
	switch s := n.(type) {
	case *ast.AssignStmt:
		if s.Tok != token.DEFINE {
			for _, e := range s.Lhs {
				add(e)
			}
		}
	case *ast.IncDecStmt:
		add(s.X)
	}
	return names
}

// isLocal tells whether a name is declared in the function around it: a parameter,
// a result or a variable of that name hides the package's.
func isLocal(f file, name *ast.Ident) bool {
	for _, d := range f.syntax.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || name.Pos() < fn.Pos() || name.Pos() > fn.End() {
			continue
		}
		found := false
		ast.Inspect(fn, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.Field:
				for _, id := range x.Names {
					found = found || id.Name == name.Name
				}
			case *ast.ValueSpec:
				for _, id := range x.Names {
					found = found || id.Name == name.Name
				}
			case *ast.AssignStmt:
				for _, e := range x.Lhs {
					id, ok := e.(*ast.Ident)
					found = found || ok && x.Tok == token.DEFINE && id.Name == name.Name
				}
			case *ast.RangeStmt:
				for _, e := range []ast.Expr{x.Key, x.Value} {
					id, ok := e.(*ast.Ident)
					found = found || ok && x.Tok == token.DEFINE && id.Name == name.Name
				}
			}
			return !found
		})
		return found
	}
	return false
}

// Every exported name is explained where it is declared.
func TestExportedNamesAreDocumented(t *testing.T) {
	t.Parallel()
	for _, f := range sources(t) {
		if f.isTest || f.isMain {
			continue
		}
		for _, d := range f.syntax.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
					t.Errorf("%s: %s has no comment", f.place(d), d.Name.Name)
				}
			case *ast.GenDecl:
				checkSpecs(t, f, d)
			}
		}
	}
}

func checkSpecs(t *testing.T, f file, d *ast.GenDecl) {
	for _, s := range d.Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			if s.Name.IsExported() && d.Doc == nil && s.Doc == nil {
				t.Errorf("%s: %s has no comment", f.place(s), s.Name.Name)
			}
		case *ast.ValueSpec:
			if s.Names[0].IsExported() && d.Doc == nil && s.Doc == nil && s.Comment == nil {
				t.Errorf("%s: %s has no comment", f.place(s), s.Names[0].Name)
			}
		}
	}
}

// exportedReceiver tells whether a function is a method that can be reached, or no
// method at all.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	e := d.Recv.List[0].Type
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if index, ok := e.(*ast.IndexExpr); ok {
		e = index.X
	}
	id, ok := e.(*ast.Ident)
	return ok && id.IsExported()
}
