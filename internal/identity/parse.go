package identity

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

const (
	form     = "write it as calls.numbers[provider=total] = numbers.resolved + numbers.unresolved; docs/formats.md says more"
	maxTerms = 100
)

// parser reads the text of one identity.
type parser struct {
	text     conf.Text
	at       int // byte of the text's value
	problems *diag.List
	failed   bool
}

// parse reads "A = B + C", or a chain such as "A <= B <= C", which is a relation for
// each of its signs. It returns nil after a problem.
func parse(text conf.Text, problems *diag.List) []Relation {
	p := &parser{text: text, problems: problems}
	var relations []Relation
	left := p.side()
	for !p.failed {
		sign := p.operator()
		if sign == "" {
			break
		}
		right := p.side()
		r := Relation{Left: left, Right: right, Op: AtMost}
		switch sign {
		case "=":
			r.Op = Equal
		case ">=":
			r.Left, r.Right = right, left
		}
		relations = append(relations, r)
		left = right
	}
	if !p.failed && len(relations) == 0 {
		p.fail("an identity has two sides with =, <= or >= between them")
	}
	if p.failed {
		return nil
	}
	return relations
}

// fail reports the first problem of a text: the rest follows from it.
func (p *parser) fail(format string, args ...any) {
	if !p.failed {
		p.problems.Add(p.pos(), CodeForm, form, format, args...)
	}
	p.failed = true
}

func (p *parser) pos() diag.Pos { return p.text.PosAt(p.at) }

func (p *parser) rest() string {
	for p.at < len(p.text.Value) && strings.IndexByte(" \t\n", p.text.Value[p.at]) >= 0 {
		p.at++
	}
	return p.text.Value[p.at:]
}

// operator reads the sign between two sides, or nothing at the end.
func (p *parser) operator() string {
	rest := p.rest()
	for _, o := range []struct{ written, means string }{{"<=", "<="}, {"≤", "<="}, {">=", ">="}, {"≥", ">="}, {"=", "="}} {
		if strings.HasPrefix(rest, o.written) {
			p.at += len(o.written)
			return o.means
		}
	}
	if rest != "" {
		p.fail("this is neither +, - nor one of =, <= and >=")
	}
	return ""
}

// side reads terms with + or - between them.
func (p *parser) side() []Term {
	var terms []Term
	minus := p.skip("-")
	for {
		t := p.term()
		if p.failed {
			return nil
		}
		t.Minus = minus
		if terms = append(terms, t); len(terms) > maxTerms {
			p.fail("a side has at most %d terms", maxTerms)
			return nil
		}
		switch {
		case p.skip("+"):
			minus = false
		case p.skip("-"):
			minus = true
		default:
			return terms
		}
	}
}

func (p *parser) skip(sign string) bool {
	ok := strings.HasPrefix(p.rest(), sign)
	if ok {
		p.at += len(sign)
	}
	return ok
}

var (
	numberForm = regexp.MustCompile(`^(?:0|[1-9][0-9]{0,14})\b`)
	cellForm   = regexp.MustCompile(`^([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)`)
	columnForm = regexp.MustCompile(`^([a-z][a-z0-9_]*)\s*(!=|=)\s*`)
)

// term reads a number or a cell.
func (p *parser) term() Term {
	rest := p.rest()
	t := Term{Pos: p.pos()}
	start := p.at
	if digits := numberForm.FindString(rest); digits != "" {
		t.Number, _ = strconv.ParseInt(digits, 10, 64)
		p.at += len(digits)
		t.Text = digits
		return t
	}
	if after, ok := strings.CutPrefix(rest, "each "); ok {
		t.Each = true
		p.at += len(rest) - len(after)
		rest = p.rest()
	}
	m := cellForm.FindStringSubmatch(rest)
	if m == nil {
		p.fail("a whole number or a cell such as calls.numbers is needed here")
		return t
	}
	t.Table, t.Column = m[1], m[2]
	p.at += len(m[0])
	if p.skip("[") {
		t.Where = p.conditions()
	}
	t.Text = strings.Join(strings.Fields(p.text.Value[start:p.at]), " ")
	return t
}

// conditions reads "column=value, column!=value]".
func (p *parser) conditions() []Condition {
	var list []Condition
	for !p.failed {
		m := columnForm.FindStringSubmatch(p.rest())
		if m == nil {
			p.fail("a condition is a column, = or !=, and a value")
			return nil
		}
		p.at += len(m[0])
		list = append(list, Condition{Column: m[1], Not: m[2] == "!=", Value: p.value()})
		if p.skip("]") {
			break
		}
		if !p.skip(",") {
			p.fail("a comma or a closing bracket is missing")
		}
	}
	return list
}

// value reads the value of a condition: all up to a comma or a bracket, or a text in quotes.
func (p *parser) value() string {
	rest := p.rest()
	if strings.HasPrefix(rest, `"`) {
		end := strings.IndexByte(rest[1:], '"')
		if end < 0 {
			p.fail("the quote is not closed")
			return ""
		}
		p.at += end + 2
		return rest[1 : end+1]
	}
	end := strings.IndexAny(rest, ",]")
	if marker := strings.IndexByte(rest, ']'); strings.HasPrefix(rest, "[") && marker > 0 {
		end = marker + 1 // a marker such as [not published]
	}
	if end <= 0 {
		p.fail("the value of a condition is missing, or its bracket is not closed")
		return ""
	}
	p.at += end
	return strings.TrimSpace(rest[:end])
}

// sideText is a side as it is written, for messages.
func sideText(terms []Term) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case t.Minus && i == 0:
			b.WriteString("-")
		case t.Minus:
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		fmt.Fprint(&b, t.Text)
	}
	return b.String()
}
