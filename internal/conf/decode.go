package conf

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"daylight/internal/diag"
)

// Decode fills the struct that into points to from a node, by the rules in the
// package's comment. The error is a diag.List of every problem found. A target
// of a type that the package does not know is a fault of the program: it panics.
func Decode(node Node, into any) error {
	d := decoder{}
	d.value(node, reflect.ValueOf(into).Elem(), "the file")
	return d.problems.Err()
}

type decoder struct{ problems diag.List }

var (
	textType      = reflect.TypeFor[Text]()
	localizedType = reflect.TypeFor[Localized]()
	nodeType      = reflect.TypeFor[Node]()
	languageTag   = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// value decodes node into v; name is what a message calls it.
func (d *decoder) value(node Node, v reflect.Value, name string) {
	switch v.Type() {
	case nodeType:
		v.Set(reflect.ValueOf(node))
	case textType:
		if d.scalar(node, name) {
			v.Set(reflect.ValueOf(Text{Value: node.Value, Pos: node.Pos, written: node.written}))
		}
	case localizedType:
		d.localized(node, v, name)
	default:
		d.byKind(node, v, name)
	}
}

func (d *decoder) byKind(node Node, v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.String:
		if d.scalar(node, name) {
			v.SetString(node.Value)
		}
	case reflect.Bool:
		if d.want(node, name, "true or false", Bool) {
			v.SetBool(node.Value == "true")
		}
	case reflect.Int:
		n, err := strconv.Atoi(node.Value)
		if d.want(node, name, "a whole number", Number) && err != nil {
			d.problems.Add(node.Pos, CodeType, kindHints["a whole number"], "%s must be a whole number", name)
		}
		v.SetInt(int64(n))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(node, v.Elem(), name)
	case reflect.Slice:
		d.list(node, v, name)
	case reflect.Map:
		d.mapping(node, v, name)
	case reflect.Struct:
		d.structure(node, v, name)
	default:
		panic("conf: cannot decode into " + v.Type().String())
	}
}

// kindHints say how each kind of value is written.
var kindHints = map[string]string{
	"a text":           "write words behind the colon, in quotes if they hold one of : # [ {",
	"a list":           "write [a] for a list of one, [a, b] for a list of two",
	"a whole number":   "write digits alone, such as 3",
	"true or false":    "write true or false",
	"keys with values": "write a key, a colon and its value on each line; in JSON, in braces",
	"a text per language, such as “en: …”": "write the text under the tag of each language",
}

// want reports a node of another kind than those allowed, and whether it is one.
func (d *decoder) want(node Node, name, what string, kinds ...Kind) bool {
	if slices.Contains(kinds, node.Kind) {
		return true
	}
	d.problems.Add(node.Pos, CodeType, kindHints[what], "%s must be %s", name, what)
	return false
}

func (d *decoder) scalar(node Node, name string) bool {
	return d.want(node, name, "a text", String, Number, Bool)
}

func (d *decoder) list(node Node, v reflect.Value, name string) {
	if !d.want(node, name, "a list", List) {
		return
	}
	items := reflect.MakeSlice(v.Type(), len(node.Items), len(node.Items))
	for i, item := range node.Items {
		d.value(item, items.Index(i), "an entry of "+name)
	}
	v.Set(items)
}

func (d *decoder) mapping(node Node, v reflect.Value, name string) {
	if !d.want(node, name, "keys with values", Map) {
		return
	}
	d.unique(node)
	v.Set(reflect.MakeMap(v.Type()))
	for i, key := range node.Keys {
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(node.Items[i], item, quote(key.Value))
		v.SetMapIndex(reflect.ValueOf(key.Value).Convert(v.Type().Key()), item)
	}
}

func (d *decoder) localized(node Node, v reflect.Value, name string) {
	if !d.want(node, name, "a text per language, such as “en: …”", Map) {
		return
	}
	d.unique(node)
	texts := Localized{}
	for i, key := range node.Keys {
		if !languageTag.MatchString(key.Value) {
			d.problems.Add(key.Pos, CodeUnknown, "write a language tag such as en or fr", "%s has a key that is no language", name)
			continue
		}
		if item := node.Items[i]; d.scalar(item, name) {
			texts[key.Value] = Text{Value: item.Value, Pos: item.Pos, written: item.written}
		}
	}
	v.Set(reflect.ValueOf(texts))
}

// structure decodes a map into the tagged fields of a struct.
func (d *decoder) structure(node Node, v reflect.Value, name string) {
	if !d.want(node, name, "keys with values", Map) {
		return
	}
	d.unique(node)
	fields := fieldsOf(v.Type())
	for i, key := range node.Keys {
		index := slices.IndexFunc(fields, func(f field) bool { return f.key == key.Value })
		if index < 0 {
			d.unknown(key, name, fields)
			continue
		}
		if node.Items[i].Kind != Null || fields[index].required {
			d.value(node.Items[i], v.Field(fields[index].index), quote(key.Value))
		}
	}
	for _, f := range fields {
		if f.pos {
			v.Field(f.index).Set(reflect.ValueOf(node.Pos))
		} else if _, ok := node.Get(f.key); f.required && !ok {
			d.problems.Add(node.Pos, CodeMissing, "add "+f.key+": …", "%s has no %s", name, quote(f.key))
		}
	}
}

func (d *decoder) unknown(key Text, name string, fields []field) {
	var names []string
	for _, f := range fields {
		if !f.pos {
			names = append(names, f.key)
		}
	}
	hint := diag.DidYouMean(key.Value, names)
	if hint == "" {
		slices.Sort(names)
		hint = "the keys are " + strings.Join(names, ", ")
	}
	d.problems.Add(key.Pos, CodeUnknown, hint, "%s has an unknown key %s", name, quote(key.Value))
}

// unique reports every key of a map that is given again.
func (d *decoder) unique(node Node) {
	seen := map[string]diag.Pos{}
	for _, key := range node.Keys {
		if first, twice := seen[key.Value]; twice {
			d.problems.Add(key.Pos, CodeTwice, "keep one of them", "the key %s stands here a second time; the first is in line %d", quote(key.Value), first.Line)
			continue
		}
		seen[key.Value] = key.Pos
	}
}

// quote makes a key safe and short enough for a message.
func quote(key string) string {
	if r := []rune(key); len(r) > 40 {
		key = string(r[:40]) + "…"
	}
	return strconv.Quote(key)
}

type field struct {
	key           string
	index         int
	required, pos bool
}

// fieldsOf reads the conf tags of a struct.
func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("conf")
		if !ok {
			continue
		}
		key, option, _ := strings.Cut(tag, ",")
		fields = append(fields, field{key: key, index: i, required: option == "required", pos: option == "pos"})
	}
	return fields
}
