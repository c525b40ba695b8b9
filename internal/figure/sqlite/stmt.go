package sqlite

import (
	"strings"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Stmt is a prepared statement. Close it before its database.
type Stmt struct {
	d    *DB
	stmt uintptr
	bind int32    // the first refusal of a Bind, which Step returns
	held []string // the texts bound: SQLite knows their addresses alone
}

// Prepare compiles the first statement of a text and returns how many bytes of
// the text it took. A text of blanks and comments gives a nil statement.
func (d *DB) Prepare(sql string) (s *Stmt, taken int, err error) {
	if at := strings.IndexByte(sql, 0); at >= 0 {
		return nil, 0, &Error{Code: lib.SQLITE_ERROR, Message: "a NUL character", Offset: at}
	}
	text, err := libc.CString(sql)
	if err != nil {
		return nil, 0, err
	}
	defer libc.Xfree(d.tls, text)
	rc := lib.Xsqlite3_prepare_v2(d.tls, d.db, text, int32(len(sql)), d.outs(0), d.outs(1))
	stmt, tail := d.out[0], d.out[1]
	if rc != lib.SQLITE_OK {
		return nil, 0, d.fault(rc)
	}
	taken = int(tail - text)
	if stmt == 0 {
		return nil, taken, nil
	}
	s = &Stmt{d: d, stmt: stmt}
	s.held = make([]string, s.Parameters()+1)
	return s, taken, nil
}

// Close frees the statement.
func (s *Stmt) Close() {
	lib.Xsqlite3_finalize(s.d.tls, s.stmt)
	s.stmt = 0
}

// IsQuery tells whether the statement returns rows of data and leaves everything
// as it is.
func (s *Stmt) IsQuery() bool {
	return lib.Xsqlite3_stmt_readonly(s.d.tls, s.stmt) != 0 &&
		lib.Xsqlite3_stmt_isexplain(s.d.tls, s.stmt) == 0 &&
		lib.Xsqlite3_column_count(s.d.tls, s.stmt) > 0
}

// Parameters returns the number of parameters to bind.
func (s *Stmt) Parameters() int { return int(lib.Xsqlite3_bind_parameter_count(s.d.tls, s.stmt)) }

// Step moves to the next row and tells whether there is one.
func (s *Stmt) Step() (bool, error) {
	if s.bind != lib.SQLITE_OK {
		return false, s.d.fault(s.bind)
	}
	switch rc := lib.Xsqlite3_step(s.d.tls, s.stmt); rc {
	case lib.SQLITE_ROW:
		return true, nil
	case lib.SQLITE_DONE:
		return false, nil
	default:
		return false, s.d.fault(rc)
	}
}

// Reset makes the statement ready to run again; what is bound stays bound.
func (s *Stmt) Reset() { lib.Xsqlite3_reset(s.d.tls, s.stmt) }

// BindInt sets the parameter i, from 1.
func (s *Stmt) BindInt(i int, v int64) {
	s.bound(lib.Xsqlite3_bind_int64(s.d.tls, s.stmt, int32(i), v))
}

// BindFloat sets the parameter i, from 1.
func (s *Stmt) BindFloat(i int, v float64) {
	s.bound(lib.Xsqlite3_bind_double(s.d.tls, s.stmt, int32(i), v))
}

// BindNull sets the parameter i, from 1, to NULL.
func (s *Stmt) BindNull(i int) { s.bound(lib.Xsqlite3_bind_null(s.d.tls, s.stmt, int32(i))) }

// BindText sets the parameter i, from 1, to a text. It is not copied, but held
// until another is bound: that also keeps it off the stack, which can move.
func (s *Stmt) BindText(i int, v string) {
	s.held[i] = v
	p := uintptr(unsafe.Pointer(unsafe.StringData(v)))
	if len(v) == 0 {
		p = s.d.outs(0) // any address but NULL, which would bind NULL
	}
	s.bound(lib.Xsqlite3_bind_text(s.d.tls, s.stmt, int32(i), p, int32(len(v)), lib.SQLITE_STATIC))
}

// bound keeps the first refusal: a text that is too long would else be NULL.
func (s *Stmt) bound(rc int32) {
	if s.bind == lib.SQLITE_OK {
		s.bind = rc
	}
}
