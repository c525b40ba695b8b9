package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"

	"daylight/internal/diag"
)

// Pattern is a text with {placeholders}.
type Pattern string

// Fill puts values for placeholders, given as name, value pairs. A placeholder that
// none is given for stays as it is.
func (p Pattern) Fill(pairs ...string) string {
	rest := string(p)
	if len(pairs) == 0 || !strings.Contains(rest, "{") {
		return rest
	}
	var filled strings.Builder
	for {
		text, after, open := strings.Cut(rest, "{")
		filled.WriteString(text)
		if !open {
			return filled.String()
		}
		name, tail, _ := strings.Cut(after, "}")
		filled.WriteString(valueOf(name, pairs))
		rest = tail
	}
}

// valueOf returns the value that stands after name in pairs, or the placeholder.
func valueOf(name string, pairs []string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1]
		}
	}
	return "{" + name + "}"
}

// placeholders returns the names in a pattern, sorted, each once, and whether
// every brace belongs to one.
func (p Pattern) placeholders() (names []string, ok bool) {
	rest := string(p)
	for {
		text, after, open := strings.Cut(rest, "{")
		if strings.Contains(text, "}") {
			return nil, false
		}
		if !open {
			slices.Sort(names)
			return slices.Compact(names), true
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return nil, false
		}
		names, rest = append(names, name), tail
	}
}

// text is one of the theme's texts: a pattern for each plural form it tells
// apart, and always one for plural.Other.
type text struct {
	pos    diag.Pos
	forms  map[plural.Form]Pattern
	plural bool
}

var pluralForms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// Text returns the theme text of that key with its {placeholders} filled from
// name, value pairs. A value is a string, a fmt.Stringer, or a number, which is
// written as the language writes numbers. A text may have plural forms chosen by
// a pair named "n" that is a whole number. An unknown key, a placeholder without
// a value and a value without a placeholder are errors with the key's name.
func (l *Language) Text(key string, pairs ...any) (string, error) {
	t, ok := l.texts[key]
	if !ok {
		pos := diag.Pos{Path: l.path}
		return "", textError(pos, diag.DidYouMean(key, slices.Sorted(maps.Keys(l.texts))), "there is no text %q", key)
	}
	values, n, err := l.textValues(pairs)
	if err != nil {
		return "", textError(t.pos, "", "the text %q was asked for wrongly: %v", key, err)
	}
	form := plural.Other
	if t.plural {
		if n < 0 {
			return "", textError(t.pos, `give it a whole number "n"`, "the text %q has plural forms and was given no number", key)
		}
		form = plural.Cardinal.MatchPlural(l.tag, int(n%10_000_000), 0, 0, 0, 0)
	}
	pattern, ok := t.forms[form]
	if !ok {
		pattern = t.forms[plural.Other]
	}
	if err := t.matches(pattern, values); err != nil {
		return "", textError(t.pos, "", "the text %q %v", key, err)
	}
	return pattern.Fill(values...), nil
}

func textError(pos diag.Pos, hint, format string, args ...any) error {
	var problems diag.List
	problems.Add(pos, CodeText, hint, format, args...)
	return problems.Err()
}

// textValues writes the values of pairs; n is the whole number named "n", or -1.
func (l *Language) textValues(pairs []any) (values []string, n int64, err error) {
	n = -1
	if len(pairs)%2 != 0 {
		return nil, n, fmt.Errorf("a name without a value")
	}
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, n, fmt.Errorf("a name must be a text")
		}
		value := pairs[i+1]
		whole, isWhole := wholeNumber(value)
		if isWhole && name == "n" {
			n = max(whole, -whole)
		}
		written, err := l.textValue(value, whole, isWhole)
		if err != nil {
			return nil, n, fmt.Errorf("%q %v", name, err)
		}
		values = append(values, name, written)
	}
	return values, n, nil
}

func wholeNumber(value any) (int64, bool) {
	switch v := value.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case Decimal:
		return v.coef, v.scale == 0 && v.wide == ""
	}
	return 0, false
}

func (l *Language) textValue(value any, whole int64, isWhole bool) (string, error) {
	switch v := value.(type) {
	case string:
		return v, nil
	case Decimal:
		return l.Number(v, -1), nil
	case fmt.Stringer:
		return v.String(), nil
	}
	if isWhole {
		return l.Number(Int(whole), 0), nil
	}
	return "", fmt.Errorf("is no text and no number")
}

// matches holds a pattern's placeholders against the values given. One plural
// form may leave out what another says ("one page").
func (t text) matches(p Pattern, values []string) error {
	var used []string
	for _, form := range t.forms {
		names, _ := form.placeholders()
		used = append(used, names...)
	}
	wanted, _ := p.placeholders()
	for i := 0; i < len(values); i += 2 {
		if !slices.Contains(used, values[i]) && !(t.plural && values[i] == "n") {
			return fmt.Errorf("has no placeholder {%s}", values[i])
		}
		if at := slices.Index(wanted, values[i]); at >= 0 {
			wanted = slices.Delete(wanted, at, at+1)
		}
	}
	if len(wanted) > 0 {
		return fmt.Errorf("needs a value for {%s}", wanted[0])
	}
	return nil
}
