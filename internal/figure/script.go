package figure

import (
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Where the SQL files of a project stand.
const (
	queriesGlob = "data/figures/*.sql"
	checksGlob  = "data/checks/*.sql"
)

const hintName = "use a to z, 0 to 9 and _, beginning with a letter"

var identifier = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// script is a SQL file on its way to a result.
type script struct {
	*diag.Source
	name    string
	sql     string
	start   int // offset of the statement's first byte, behind comments
	head    header
	check   bool     // a file of data/checks
	columns []string // of the result, before folding
	reads   []Read   // SQL's own columns: f_low is not f
	loose   bool     // rows other than a table's own may come in either direction
	slow    bool     // it calls slow functions
}

// readScripts reads the project's SQL files and their heads: figures, then checks,
// each sorted by name. Those that can go no further are left out.
func readScripts(project tree.Tree, problems *diag.List) []*script {
	var scripts []*script
	for _, p := range project.Glob(queriesGlob) {
		if s := readScript(project, p, problems); s != nil {
			scripts = append(scripts, s)
		}
	}
	for _, p := range project.Glob(checksGlob) {
		if s := readScript(project, p, problems); s != nil {
			s.check = true
			scripts = append(scripts, s)
		}
	}
	return scripts
}

func readScript(project tree.Tree, file string, problems *diag.List) *script {
	data, _ := project.Read(file)
	name := strings.TrimSuffix(path.Base(file), ".sql")
	if !identifier.MatchString(name) {
		problems.Add(diag.Pos{Path: file}, CodeName, hintName, "the file's name is no name for a query")
		return nil
	}
	if !utf8.Valid(data) {
		problems.Add(diag.Pos{Path: file}, CodeSQL, "save the file as UTF-8", "the file is not UTF-8 text")
		return nil
	}
	s := &script{Source: diag.NewSource(file, data), name: name, sql: string(data)}
	s.start = statementStart(s.sql)
	s.head = s.parseHead(problems)
	return s
}

// at returns the position of an offset in the file.
func (s *script) at(offset int) diag.Pos { return s.Pos(offset) }

// first returns the position of the statement's first character.
func (s *script) first() diag.Pos { return s.Pos(s.start) }

// find returns the position where a word first stands in the statement, or the
// statement's own.
func (s *script) find(word string) diag.Pos {
	re := regexp.MustCompile(`(?i)\b` + regexp.QuoteMeta(word) + `\b`)
	if at := re.FindStringIndex(s.sql[s.start:]); at != nil {
		return s.Pos(s.start + at[0])
	}
	return s.first()
}

// statementStart returns the offset of the first byte that is neither blank nor
// part of a comment; without any, the length of the text.
func statementStart(sql string) int {
	at := 0
	for {
		rest := strings.TrimLeft(sql[at:], " \t\r\n\f")
		at = len(sql) - len(rest)
		open, end := "--", "\n"
		if strings.HasPrefix(rest, "/*") {
			open, end = "/*", "*/"
		}
		if !strings.HasPrefix(rest, open) {
			return at
		}
		length := strings.Index(rest[2:], end)
		if length < 0 {
			return len(sql)
		}
		at += 2 + length + len(end)
	}
}
