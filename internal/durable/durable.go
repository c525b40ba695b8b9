// Package durable is whatever touches the disk: reading a project, publishing a
// tree all or nothing, and the cache. A failed or killed publication leaves the
// old site untouched.
package durable

import (
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// SumsPath is the file that lists a published tree's checksums and marks a
// folder as ours.
const SumsPath = "SHA256SUMS"

// Codes of the problems this package reports.
const (
	CodeRead    diag.Code = "disk-read"    // a file cannot be read
	CodeSymlink diag.Code = "disk-symlink" // a link that leads out of the project, or to a folder
	CodeForeign diag.Code = "disk-foreign" // the output folder holds files we did not write
	CodeOut     diag.Code = "disk-out"     // the output folder is the project itself, a home, the root …
	CodeWrite   diag.Code = "disk-write"   // the disk is full, or refuses
)

// ReadProject reads a project's inputs: content/**, data/** and templates/**
// (never *.go), as regular files inside dir. Dot files, editors' backups and
// public/ are left out. The error is a diag.List.
func ReadProject(dir string) (tree.Tree, error) { panic("durable: being written") }

// CheckOut tells whether out may be published to, before any work is done: it
// must not be the project (or above it), a home directory or a root, and must be
// missing, empty, or hold exactly what its SHA256SUMS lists. The error is a diag.List.
func CheckOut(project, out string) error { panic("durable: being written") }

// Publish puts site in place of the folder out, all or nothing: either the old
// site or the new one is there at any moment, whatever fails. It adds SHA256SUMS.
// When the folder already holds exactly these bytes it is left alone and changed is false.
func Publish(project, out string, site tree.Tree) (changed bool, err error) {
	panic("durable: being written")
}

// Cache keeps values by key under the user's cache folder. It is safe for two
// builds at once and after a kill: a damaged entry is a miss. Its size is bounded.
type Cache struct{ dir string }

// OpenCache returns the cache in dir, or in the user's cache folder when dir is
// "". A cache that cannot be written is a cache that always misses.
func OpenCache(dir string) *Cache { panic("durable: being written") }

// Get returns what was put under key.
func (c *Cache) Get(key string) ([]byte, bool) { panic("durable: being written") }

// Put keeps data under key; a failure to write is silent, since a cache may not matter.
func (c *Cache) Put(key string, data []byte) { panic("durable: being written") }
