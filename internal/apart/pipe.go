package apart

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"daylight/internal/tree"
)

// A tree in a pipe is, for each file, the length of its path, the path, the length of its
// bytes and the bytes; a path of no length ends it. Lengths are unsigned varints.

// WriteTree writes a tree into a pipe.
func WriteTree(w io.Writer, t tree.Tree) error {
	b := bufio.NewWriterSize(w, 1<<20)
	for _, name := range t.Paths() {
		data, _ := t.Read(name)
		b.Write(binary.AppendUvarint(nil, uint64(len(name)))) // a bufio.Writer keeps its first error for Flush
		b.WriteString(name)
		b.Write(binary.AppendUvarint(nil, uint64(len(data))))
		b.Write(data)
	}
	b.WriteByte(0)
	return b.Flush()
}

// longestPath bounds a path in a pipe.
const longestPath = 4096

// errSize says that a tree in a pipe is larger than it may be.
var errSize = errors.New("too large")

// ReadTree reads a tree from a pipe, which may hold so many files and bytes. Bytes that
// known has under the same path are not kept a second time.
func ReadTree(r io.Reader, files int, size int64, known tree.Tree) (tree.Tree, error) {
	b := bufio.NewReaderSize(r, 1<<20)
	all := map[string][]byte{}
	for {
		name, err := readPart(b, longestPath)
		if err != nil {
			return tree.Tree{}, err
		}
		if len(name) == 0 {
			return tree.New(all)
		}
		data, err := readPart(b, size)
		if err != nil {
			return tree.Tree{}, err
		}
		if size -= int64(len(data)); len(all) == files {
			return tree.Tree{}, errSize
		}
		if same, ok := known.Read(string(name)); ok && string(same) == string(data) {
			data = same
		}
		all[string(name)] = data
	}
}

// readPart reads a length and as many bytes.
func readPart(b *bufio.Reader, most int64) ([]byte, error) {
	n, err := binary.ReadUvarint(b)
	if err != nil {
		return nil, fmt.Errorf("the answer ends in its midst: %w", err)
	}
	if n > uint64(most) {
		return nil, errSize
	}
	data := make([]byte, n)
	if _, err := io.ReadFull(b, data); err != nil {
		return nil, fmt.Errorf("the answer ends in its midst: %w", err)
	}
	return data, nil
}
