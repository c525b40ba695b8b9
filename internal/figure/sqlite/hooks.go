package sqlite

import (
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Action is what a statement asks leave for while it is compiled. SQLite's
// documentation of sqlite3_set_authorizer says what a and b are for each.
type Action int32

// The actions that a query needs, and those that a mistaken one asks for.
const (
	Select      Action = lib.SQLITE_SELECT
	Recursive   Action = lib.SQLITE_RECURSIVE
	Read        Action = lib.SQLITE_READ     // a: table, b: column, "" when no column is read
	Function    Action = lib.SQLITE_FUNCTION // b: name
	Attach      Action = lib.SQLITE_ATTACH
	Detach      Action = lib.SQLITE_DETACH
	Pragma      Action = lib.SQLITE_PRAGMA
	Transaction Action = lib.SQLITE_TRANSACTION
	Savepoint   Action = lib.SQLITE_SAVEPOINT
)

// Authorizer answers whether a statement may do what it asks leave for. It must
// not use the database.
type Authorizer func(action Action, a, b string) bool

// Authorize asks allow about every statement compiled from now on; nil allows all.
func (d *DB) Authorize(allow Authorizer) {
	d.hooks.allow = allow
	if allow == nil {
		lib.Xsqlite3_set_authorizer(d.tls, d.db, 0, 0)
		return
	}
	lib.Xsqlite3_set_authorizer(d.tls, d.db, address(authorize), d.hooks.address())
}

// opsBetweenStops is some microseconds of SQLite's machine, unless its functions are
// called with long texts, which takes up to half a second each.
const opsBetweenStops = 100

// StopWhen asks stop again and again while statements run; once it says true, the
// statement ends with an Error of code Interrupted. Nil asks no more.
func (d *DB) StopWhen(stop func() bool) {
	d.hooks.stop = stop
	if stop == nil {
		lib.Xsqlite3_progress_handler(d.tls, d.db, 0, 0, 0)
		return
	}
	lib.Xsqlite3_progress_handler(d.tls, d.db, opsBetweenStops, address(progress), d.hooks.address())
}

// hooks is what SQLite's callbacks are given. SQLite holds its address, its DB
// holds it against the garbage collector.
type hooks struct {
	allow Authorizer
	stop  func() bool
}

func (h *hooks) address() uintptr { return uintptr(unsafe.Pointer(h)) }

// at is the inverse of address.
func at(p uintptr) *hooks { return *(**hooks)(unsafe.Pointer(&p)) }

func authorize(_ *libc.TLS, p uintptr, action int32, a, b, _, _ uintptr) int32 {
	if at(p).allow(Action(action), libc.GoString(a), libc.GoString(b)) {
		return lib.SQLITE_OK
	}
	return lib.SQLITE_DENY
}

func progress(_ *libc.TLS, p uintptr) int32 {
	if at(p).stop() {
		return 1
	}
	return 0
}

// address returns a Go function as the translated C code wants function pointers:
// the word that a func value is. The functions given are declared ones, never
// closures, so what the word points to is never collected.
func address[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }
