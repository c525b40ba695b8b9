package site

import (
	"path"
	"strings"
	"unicode/utf8"

	"daylight/internal/diag"
)

// sumsPath is the list of checksums, which publishing adds.
const sumsPath = "SHA256SUMS"

// addresses knows which files and folders a site has, and refuses those that many
// disks and hosts cannot tell apart: there A.html and a.html are one file.
type addresses struct {
	spelling map[string]string // of each file and folder, by its folded form
	files    map[string]bool
}

func newAddresses() *addresses {
	return &addresses{
		spelling: map[string]string{fold(sumsPath): sumsPath},
		files:    map[string]bool{sumsPath: true},
	}
}

// fold makes spellings equal that differ in capitals alone.
func fold(name string) string {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return strings.ToLower(strings.ToUpper(name))
		}
	}
	return strings.ToLower(name)
}

// take takes up a file's address. Where that, or a folder it lies in, is taken by
// another or in another spelling, it returns what stands there.
func (a *addresses) take(name string) (clash string) {
	if a.files[name] {
		return name
	}
	for p := name; p != "."; p = path.Dir(p) {
		known, ok := a.spelling[fold(p)]
		if !ok {
			a.spelling[fold(p)] = p
			continue
		}
		if known != p || p == name || a.files[p] {
			return known
		}
		break // a folder that is known, and so are those above it
	}
	a.files[name] = true
	return ""
}

// add takes up a file; two files never have one address. from is the input that
// the file is a copy of, or "" for what the build writes itself.
func (w *writer) add(name string, data []byte, from string) {
	if w.addsAgain(name) {
		w.files[name] = data
		return
	}
	if taken := w.addresses.take(name); taken != "" {
		if from == "" {
			from = name
		}
		w.problems.Add(diag.Pos{Path: from}, CodeClash, "give the file another name; capitals alone do not tell names apart", "the site has %s already", taken)
		return
	}
	w.files[name] = data
}
