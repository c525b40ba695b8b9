// Package sqlite is the door to SQLite: an in-memory database, prepared statements,
// SQLite's authorizer and a way to stop a statement while it runs.
//
// It calls modernc.org/sqlite's translation of the C library itself and not its
// database/sql driver, for four things that the driver does not offer: a
// statement is stopped in the midst of a row and not only between rows, a second
// statement behind the first is seen and not run, an error knows its offset in
// the text, and text is bound without a copy. There is no goroutine, and no global state
// but SQLite's count of the memory it took.
//
// A DB and its statements belong to one goroutine at a time.
package sqlite

import (
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// DB is an in-memory database. Close it.
type DB struct {
	tls   *libc.TLS
	db    uintptr
	out   *[2]uintptr // where C functions put what they return by pointer
	hooks *hooks
}

// Error is a refusal by SQLite: its primary result code, its own words, and the
// offset of the statement's text that it points at (-1 for none).
type Error struct {
	Code    int
	Message string
	Offset  int
}

// Codes of an Error: StopWhen stopped the statement, or a text is longer than LimitLength.
const (
	Interrupted = lib.SQLITE_INTERRUPT
	TooBig      = lib.SQLITE_TOOBIG
)

// Error returns SQLite's own words.
func (e *Error) Error() string { return e.Message }

// Open opens a new, empty database in memory, in which text in double quotes is a
// name and never a string.
func Open() (*DB, error) {
	if err := countMemory(); err != nil {
		return nil, err
	}
	d := &DB{tls: libc.NewTLS(), out: new([2]uintptr), hooks: new(hooks)}
	name, err := libc.CString(":memory:")
	if err != nil {
		d.tls.Close()
		return nil, err
	}
	defer libc.Xfree(d.tls, name)
	const flags = lib.SQLITE_OPEN_READWRITE | lib.SQLITE_OPEN_CREATE | lib.SQLITE_OPEN_NOMUTEX | lib.SQLITE_OPEN_MEMORY
	rc := lib.Xsqlite3_open_v2(d.tls, name, d.outs(0), flags, 0)
	d.db = d.out[0]
	if rc != lib.SQLITE_OK {
		err := d.fault(rc)
		return nil, errors.Join(err, d.Close())
	}
	if err := d.tighten(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// countMemory has SQLite count the memory that it takes, which this build of it does
// only when it is told so before the first database is opened.
var countMemory = sync.OnceValue(func() error {
	tls := libc.NewTLS()
	defer tls.Close()
	args := libc.NewVaList(int32(1))
	defer libc.Xfree(tls, args)
	if rc := lib.Xsqlite3_config(tls, lib.SQLITE_CONFIG_MEMSTATUS, args); rc != lib.SQLITE_OK {
		return fmt.Errorf("sqlite: counting memory returned %d", rc)
	}
	return nil
})

// MemoryUsed returns how many bytes all databases of the process take, with what
// running statements hold.
func (d *DB) MemoryUsed() int64 { return lib.Xsqlite3_memory_used(d.tls) }

// The longest text or row, and the longest statement, in bytes: enough for any
// report, and too little to fill the memory with one expression.
const maxLength, maxStatement = 10_000_000, 1_000_000

// maxPattern is the longest pattern of LIKE and GLOB, which take the product of the
// lengths of pattern and text: minutes, with those that SQLite allows.
const maxPattern = 200

// tighten sets limits, keeps everything off the disk, and forbids strings in
// double quotes, so that a misspelt column is an error and not a text.
func (d *DB) tighten() error {
	lib.Xsqlite3_limit(d.tls, d.db, lib.SQLITE_LIMIT_ATTACHED, 0)
	lib.Xsqlite3_limit(d.tls, d.db, lib.SQLITE_LIMIT_LENGTH, maxLength)
	lib.Xsqlite3_limit(d.tls, d.db, lib.SQLITE_LIMIT_SQL_LENGTH, maxStatement)
	lib.Xsqlite3_limit(d.tls, d.db, lib.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, maxPattern)
	for _, op := range []int32{lib.SQLITE_DBCONFIG_DQS_DML, lib.SQLITE_DBCONFIG_DQS_DDL} {
		args := libc.NewVaList(int32(0), uintptr(0))
		rc := lib.Xsqlite3_db_config(d.tls, d.db, op, args)
		libc.Xfree(d.tls, args)
		if rc != lib.SQLITE_OK {
			return d.fault(rc)
		}
	}
	for _, pragma := range []string{"temp_store = MEMORY", "journal_mode = OFF"} {
		if err := d.Exec("PRAGMA " + pragma); err != nil {
			return err
		}
	}
	return nil
}

// LimitLength sets the longest text or row, in bytes, from now on.
func (d *DB) LimitLength(bytes int) {
	lib.Xsqlite3_limit(d.tls, d.db, lib.SQLITE_LIMIT_LENGTH, int32(bytes))
}

// Close frees the database. Its statements must be closed before.
func (d *DB) Close() error {
	if d.tls == nil {
		return nil
	}
	rc := lib.Xsqlite3_close_v2(d.tls, d.db)
	d.tls.Close()
	d.tls, d.db = nil, 0
	if rc != lib.SQLITE_OK {
		return fmt.Errorf("sqlite: closing returned %d", rc)
	}
	return nil
}

// Exec runs one statement to its end and drops its rows.
func (d *DB) Exec(sql string) error {
	s, _, err := d.Prepare(sql)
	if err != nil || s == nil {
		return err
	}
	defer s.Close()
	for {
		if row, err := s.Step(); err != nil || !row {
			return err
		}
	}
}

// outs returns the address of the i-th place for what C returns by pointer.
func (d *DB) outs(i int) uintptr { return uintptr(unsafe.Pointer(&d.out[i])) }

// fault makes an error of the result code of the call just made.
func (d *DB) fault(rc int32) error {
	return &Error{
		Code:    int(rc & 0xff),
		Message: libc.GoString(lib.Xsqlite3_errmsg(d.tls, d.db)),
		Offset:  int(lib.Xsqlite3_error_offset(d.tls, d.db)),
	}
}
