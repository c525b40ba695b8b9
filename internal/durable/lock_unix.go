//go:build unix

package durable

import (
	"os"

	"golang.org/x/sys/unix"
)

// carefully opens neither what waits for a writer nor what a link leads to.
const carefully = unix.O_NONBLOCK | unix.O_NOFOLLOW

// lockFile locks a file for this process, or fails at once. The lock goes with
// the process, however that ends.
func lockFile(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// release removes a lock's file and lets go of the lock, in this order: whoever
// opens the file in between finds that it is no longer there, and begins again.
func release(f *os.File, remove func()) {
	remove()
	f.Close()
}

// syncFolder puts a folder's list of names on the disk.
func syncFolder(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
