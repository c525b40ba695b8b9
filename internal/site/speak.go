package site

import (
	"html/template"
	"strconv"
	"sync"
	"text/template/parse"

	"daylight/internal/locale"
)

// themes are the templates of a theme, for pages of one language and for those of all.
type themes struct {
	parsed *template.Template // never executed: only such templates can be cloned
	all    *theme
	mu     sync.Mutex
	by     map[string]themeIn
}

type themeIn struct {
	lang  *locale.Language
	theme *theme
}

// in returns the theme for pages of one language, in which the texts that take no values stand
// already: a page asks for some twenty of them, the same on all pages. What it renders is the
// same as what all does.
func (t *themes) in(lang *locale.Language) (*theme, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known := t.by[lang.Tag]; known.lang == lang {
		return known.theme, nil
	}
	clone, err := t.parsed.Clone()
	if err != nil {
		return nil, err
	}
	speak := speaker{lang}
	for _, one := range clone.Templates() {
		if one.Tree != nil {
			speak.list(one.Tree.Root)
		}
	}
	in := newTheme(clone)
	t.by[lang.Tag] = themeIn{lang, in}
	return in, nil
}

// speaker puts texts in the place of the actions that ask for them: {{.T "skip"}} becomes
// {{"Skip to the content"}}, which html/template escapes for where it stands as ever.
type speaker struct{ lang *locale.Language }

func (s speaker) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			s.pipe(n.Pipe)
		case *parse.TemplateNode:
			s.pipe(n.Pipe)
		case *parse.IfNode:
			s.branch(&n.BranchNode)
		case *parse.RangeNode:
			s.branch(&n.BranchNode)
		case *parse.WithNode:
			s.branch(&n.BranchNode)
		}
	}
}

func (s speaker) branch(b *parse.BranchNode) {
	s.pipe(b.Pipe)
	s.list(b.List)
	s.list(b.ElseList)
}

func (s speaker) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		if text, ok := s.asked(c); ok {
			c.Args = []parse.Node{&parse.StringNode{NodeType: parse.NodeString, Pos: c.Pos, Quoted: strconv.Quote(text), Text: text}}
		}
		for _, arg := range c.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				s.pipe(inner)
			}
		}
	}
}

// asked returns the text that a command asks for by its key alone. A text that is not there, or that
// needs values, is left for the template to ask for, which says so with its place.
func (s speaker) asked(c *parse.CommandNode) (string, bool) {
	if len(c.Args) != 2 {
		return "", false
	}
	key, ok := c.Args[1].(*parse.StringNode)
	if !ok || !callsT(c.Args[0]) {
		return "", false
	}
	text, err := s.lang.Text(key.Text)
	return text, err == nil
}

// callsT tells whether a node is .T or $.T.
func callsT(node parse.Node) bool {
	switch n := node.(type) {
	case *parse.FieldNode:
		return len(n.Ident) == 1 && n.Ident[0] == "T"
	case *parse.VariableNode:
		return len(n.Ident) == 2 && n.Ident[0] == "$" && n.Ident[1] == "T"
	}
	return false
}
