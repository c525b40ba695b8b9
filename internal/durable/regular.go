package durable

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// errNotRegular says that a name is a pipe, a device, a link or a folder.
var errNotRegular = errors.New("this is no regular file")

// openRegular opens a file that is nothing but a file, and never waits: reading a
// pipe would last until somebody writes to it, and opening a device can do
// anything. The file opened is asked again, since the name may have been given to
// another meanwhile.
func openRegular(name string, flags int, mode fs.FileMode) (*os.File, error) {
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	f, err := os.OpenFile(name, flags|carefully, mode)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// readRegular is os.ReadFile for regular files alone.
func readRegular(name string) ([]byte, error) {
	f, err := openRegular(name, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	data := make([]byte, info.Size()+1) // one over, so that the end is met at once
	n, err := io.ReadFull(f, data)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return data[:n], nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(f) // it grew
	return append(data, rest...), err
}
