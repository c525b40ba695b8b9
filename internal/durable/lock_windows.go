package durable

import (
	"os"

	"golang.org/x/sys/windows"
)

// carefully adds nothing: pipes have no names among the files of Windows.
const carefully = 0

// lockFile locks a file for this process, or fails at once. The lock goes with
// the process, however that ends.
func lockFile(f *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	// The locked byte lies behind the file's content, which others may read.
	return windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{Offset: 1 << 20})
}

// release lets go of the lock and removes its file, in this order: Windows does
// not remove an open file.
func release(f *os.File, remove func()) {
	f.Close()
	remove()
}

// syncFolder does nothing: Windows has no such call.
func syncFolder(name string) error { return nil }
