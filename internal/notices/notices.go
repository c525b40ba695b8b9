// Package notices holds the licences of the Go modules that are linked into the
// program. They are collected from the modules themselves while the program is
// built, so that they cannot fall behind.
package notices

import (
	"embed"
	"errors"
	"io/fs"
)

//go:embed text
var files embed.FS

// ErrNone says that the notices are not embedded in this program.
var ErrNone = errors.New("the notices are not in this program: run make")

// Text returns the notices.
func Text() (string, error) {
	data, err := fs.ReadFile(files, "text/NOTICES.txt")
	if err != nil {
		return "", ErrNone
	}
	return string(data), nil
}
