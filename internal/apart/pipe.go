package apart

import (
	"bufio"
	"bytes"
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
// known has under the same path are compared as they come, and take no room of their own.
func ReadTree(r io.Reader, files int, size int64, known tree.Tree) (tree.Tree, error) {
	b := bufio.NewReaderSize(r, 1<<20)
	all := map[string][]byte{}
	for {
		name, err := readPart(b, longestPath, nil)
		if err != nil {
			return tree.Tree{}, err
		}
		if len(name) == 0 {
			return tree.New(all)
		}
		same, _ := known.Read(string(name))
		data, err := readPart(b, size, same)
		if err != nil {
			return tree.Tree{}, err
		}
		if size -= int64(len(data)); len(all) == files {
			return tree.Tree{}, errSize
		}
		all[string(name)] = data
	}
}

// readPart reads a length and as many bytes. Those that are as known are known itself.
func readPart(b *bufio.Reader, most int64, known []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(b)
	if err != nil {
		return nil, fmt.Errorf("the answer ends in its midst: %w", err)
	}
	if n > uint64(most) {
		return nil, errSize
	}
	same := 0
	if n > 0 && n == uint64(len(known)) {
		if same = skipSame(b, known); same == len(known) {
			return known, nil
		}
	}
	data := make([]byte, n)
	copy(data, known[:same])
	if _, err := io.ReadFull(b, data[same:]); err != nil {
		return nil, fmt.Errorf("the answer ends in its midst: %w", err)
	}
	return data, nil
}

// skipSame reads as far as the pipe holds what is known, and returns how far that is.
func skipSame(b *bufio.Reader, known []byte) int {
	at := 0
	for at < len(known) {
		next, _ := b.Peek(min(len(known)-at, b.Size())) // an end in its midst is met by who reads on
		same := len(next)
		if !bytes.Equal(next, known[at:at+same]) {
			same = commonPrefix(next, known[at:])
		}
		_, _ = b.Discard(same) // it was peeked at
		if at += same; same < len(next) || same == 0 {
			break
		}
	}
	return at
}

func commonPrefix(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
