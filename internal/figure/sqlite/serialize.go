package sqlite

import (
	"bytes"
	"errors"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
)

// Version is SQLite's own version.
func Version() string { return lib.SQLITE_VERSION }

// Serialize returns the database as the bytes of a database file. The same statements
// on the same version of SQLite give the same bytes.
func (d *DB) Serialize() ([]byte, error) {
	size := (*int64)(unsafe.Pointer(d.out))
	p := lib.Xsqlite3_serialize(d.tls, d.db, 0, d.outs(0), 0)
	if p == 0 {
		return nil, errors.New("sqlite: no memory to serialize the database")
	}
	defer lib.Xsqlite3_free(d.tls, p)
	return bytes.Clone(libc.GoBytes(p, int(*size))), nil // it is SQLite's memory
}
