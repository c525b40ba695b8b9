package durable

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"daylight/internal/diag"
)

// ReadFile reads one regular file of at most that many bytes, wherever it is.
func ReadFile(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no regular file")
	}
	var data []byte
	if err == nil {
		var f *os.File
		if f, err = os.Open(path); err == nil {
			defer f.Close()
			data, err = io.ReadAll(io.LimitReader(f, most+1))
		}
	}
	if err == nil && int64(len(data)) > most {
		return nil, diag.List{{Pos: diag.Pos{Path: path}, Code: CodeLimit, Message: "this file is larger than " + size(most), Hint: "split it"}}
	}
	if err != nil {
		return nil, diag.List{{Pos: diag.Pos{Path: path}, Code: CodeRead, Message: "this file cannot be read: " + reason(err)}}
	}
	return data, nil
}

// WriteNew writes a file that is not there yet. One that is there is left alone.
func WriteNew(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return diag.List{{Pos: diag.Pos{Path: path}, Code: CodeForeign, Message: "there is a file of this name, and it is left alone", Hint: "move it away, or choose another folder with --out"}}
	}
	if err == nil {
		_, err = f.Write(data)
		err = errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return diag.List{{Pos: diag.Pos{Path: path}, Code: CodeRead, Message: "this file cannot be written: " + reason(err)}}
	}
	return nil
}
