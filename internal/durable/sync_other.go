//go:build !linux

package durable

import (
	"io/fs"
	"os"
	"path/filepath"
)

// syncTree puts a folder and all below it on the disk, file by file.
func syncTree(folder string) error {
	return filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return syncFolder(name)
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		return f.Sync()
	})
}
