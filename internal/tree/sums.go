package tree

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"daylight/internal/parallel"
)

// Sum returns a SHA-256 sum in lower-case hexadecimal.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Sums returns the SHA-256 sums of all files, sorted by path, in the form that
// `sha256sum -c` reads: 64 digits, two spaces, path, newline.
func (t Tree) Sums() []byte {
	lines := make([]string, len(t.paths))
	parallel.Each(len(lines), func(i int) {
		lines[i] = Sum(t.files[t.paths[i]]) + "  " + t.paths[i] + "\n"
	})
	return []byte(strings.Join(lines, ""))
}

// ParseSums reads what Sums wrote, path to sum. Any other form is an error that
// names the line.
func ParseSums(data []byte) (map[string]string, error) {
	sums := map[string]string{}
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		sum, name, ok := strings.Cut(line, "  ")
		if _, err := hex.DecodeString(sum); !ok || err != nil || len(sum) != 64 || !fs.ValidPath(name) {
			return nil, fmt.Errorf("line %d is not a SHA-256 sum, two spaces and a path", i+1)
		}
		if _, twice := sums[name]; twice {
			return nil, fmt.Errorf("line %d names a file a second time", i+1)
		}
		sums[name] = sum
	}
	return sums, nil
}

// ChangeKind says how a file differs between two trees.
type ChangeKind string

// The kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Change is one file that differs.
type Change struct {
	Path string
	Kind ChangeKind
}

// Diff returns what changed from a to b, sorted by path.
func Diff(a, b Tree) []Change {
	var changes []Change
	i, j := 0, 0
	for i < len(a.paths) || j < len(b.paths) {
		switch {
		case j == len(b.paths) || i < len(a.paths) && a.paths[i] < b.paths[j]:
			changes = append(changes, Change{a.paths[i], Removed})
			i++
		case i == len(a.paths) || b.paths[j] < a.paths[i]:
			changes = append(changes, Change{b.paths[j], Added})
			j++
		default:
			if !bytes.Equal(a.files[a.paths[i]], b.files[b.paths[j]]) {
				changes = append(changes, Change{a.paths[i], Changed})
			}
			i++
			j++
		}
	}
	return changes
}
