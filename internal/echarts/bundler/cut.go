package main

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/parser"

	"daylight/internal/echarts"
)

// cut returns a module without what stands in functions that no drawing calls: they call
// leftOut() instead, upon which the engine draws by the whole module. It depends on the
// module and the drawings alone.
func cut(module []byte, drawings []echarts.Drawing) ([]byte, error) {
	bodies, err := bodiesOf(module)
	if err != nil {
		return nil, err
	}
	script, err := scriptOf(numbered(module, bodies))
	if err != nil {
		return nil, err
	}
	called, err := echarts.Called(string(script), drawings)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	done := 0
	for n, b := range bodies {
		if called[n] || b.from < done { // inside a function that is left out
			continue
		}
		out.Write(module[done:b.from])
		out.WriteString("leftOut()")
		done = b.to
	}
	out.Write(module[done:])
	return out.Bytes(), nil
}

// numbered returns a module whose functions say that they are called.
func numbered(module []byte, bodies []body) []byte {
	var out bytes.Buffer
	done := 0
	for n, b := range bodies {
		out.Write(module[done:b.from])
		fmt.Fprintf(&out, "called(%d);", n)
		done = b.from
	}
	out.Write(module[done:])
	return out.Bytes()
}

// body is where the statements of a function stand, between its braces.
type body struct{ from, to int }

var exported = regexp.MustCompile(`(?s)\nexport \{[^}]*\};?\s*$`)

// bodiesOf finds all functions of a module that imports nothing, in the order of the
// text.
func bodiesOf(module []byte) ([]body, error) {
	program, err := parser.ParseFile(nil, "module.js", exported.ReplaceAllString(string(module), "\n"), 0)
	if err != nil {
		return nil, err
	}
	var all []body
	visit(reflect.ValueOf(program.Body), func(f *ast.FunctionLiteral) {
		all = append(all, body{int(f.Body.LeftBrace), int(f.Body.RightBrace) - 1})
	})
	slices.SortFunc(all, func(a, b body) int { return a.from - b.from })
	return slices.Compact(all), nil
}

// visit finds the functions of a syntax tree, whose library has no walk of its own.
func visit(v reflect.Value, found func(*ast.FunctionLiteral)) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if f, ok := v.Interface().(*ast.FunctionLiteral); ok {
			found(f)
		}
		visit(v.Elem(), found)
	case reflect.Slice:
		for i := range v.Len() {
			visit(v.Index(i), found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() && field.Name != "DeclarationList" { // said twice
				visit(v.Field(i), found)
			}
		}
	}
}
