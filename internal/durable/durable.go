// Package durable is whatever touches the disk: reading a project, publishing a
// tree all or nothing, and the cache.
//
// # Publishing
//
// The folder that is published to holds, at any moment, exactly the old site or
// exactly the new one. The new site is written to a working folder beside it, on
// the same file system, and put on the disk; then the two folders change places
// in one system call. For out = public the calls are, on Linux:
//
//	mkdir     .public.daylight            the working folder
//	open      .public.daylight/lock       flock: one build at a time
//	mkdir     .public.daylight/new
//	open, fchmod, write, close            of every file of the new site
//	syncfs                                the whole new site is on the disk
//	renameat2 .public.daylight/new public RENAME_EXCHANGE (rename where public is missing)
//	fsync     . and .public.daylight      the exchange is on the disk
//	unlink                                the old site, lock and working folder
//
// A kill before the exchange leaves the old site, one after it the new site, and
// either way a working folder that the next run removes. So does a loss of power,
// as far as the disk keeps what it says it has written.
//
// macOS exchanges folders with renamex_np. Where the system cannot (Windows, an
// overlay file system), the old site is moved aside and the new one into its
// place, by two renames under a journal: for a short time there may be no site,
// and the next run after a kill finishes the move.
//
// # What is ours
//
// A folder is replaced only if every file in it is listed in its SHA256SUMS with
// the sum it has; files that were deleted by hand are no loss and no matter. Files
// that a desktop drops into every folder it shows do not count.
package durable

import "daylight/internal/diag"

// SumsPath is the file that lists a published tree's checksums and marks a
// folder as ours.
const SumsPath = "SHA256SUMS"

// Codes of the problems this package reports.
const (
	CodeProject diag.Code = "disk-project" // the folder is no project
	CodeRead    diag.Code = "disk-read"    // a file cannot be read
	CodeSymlink diag.Code = "disk-symlink" // a link that leads out of the project, or to a folder
	CodeName    diag.Code = "disk-name"    // a file name that other systems cannot have
	CodeLimit   diag.Code = "disk-limit"   // a file too large, or too many files
	CodeForeign diag.Code = "disk-foreign" // the output folder holds files we did not write
	CodeOut     diag.Code = "disk-out"     // the output folder is the project itself, a home, the root …
	CodeBusy    diag.Code = "disk-busy"    // another build is publishing to the same folder
	CodeWrite   diag.Code = "disk-write"   // the disk is full, or refuses
	CodeChanged diag.Code = "disk-changed" // a file is not any more what was read of it
)
