package durable

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Signatures are the files that may stand beside a site's list of sums, which does not
// list them. They are ours: a site that is signed is replaced as another is, and a new
// one has no signature until it is signed.
var signatures = [...]string{SumsPath + ".minisig", SumsPath + ".sig"}

func isSignature(name string) bool { return slices.Contains(signatures[:], name) }

// IsSignature tells whether a file of a site is a signature of its list of sums.
func IsSignature(name string) bool { return isSignature(name) }

// ReadSigned reads a site whose list of sums is about to be signed, and returns the list. Each
// file must be as it says. The error is a diag.List.
func ReadSigned(out string) ([]byte, error) {
	site, links, err := ReadOut(out)
	if err != nil {
		return nil, err
	}
	var problems diag.List
	add := func(name, format string, args ...any) {
		problems.Add(diag.Pos{Path: path.Join(filepath.ToSlash(out), name)}, CodeForeign, "run daylight build, and sign what it wrote", format, args...)
	}
	list, _ := site.Read(SumsPath)
	sums, err := tree.ParseSums(list)
	if err != nil {
		add(SumsPath, "this is no list of sums as Daylight writes it")
		return nil, problems.Err()
	}
	for _, name := range links {
		add(name, "this is no file, and a signature would not cover it")
	}
	for _, name := range site.Paths() {
		data, _ := site.Read(name)
		if sum, listed := sums[name]; name != SumsPath && !isSignature(name) && (!listed || sum != tree.Sum(data)) {
			add(name, "the list of sums does not have this file as it is")
		}
	}
	for name := range sums {
		if !site.Has(name) {
			add(name, "this file is missing")
		}
	}
	return list, firstFew(problems, out).Err()
}

// WriteSignature puts a signature beside the list of sums of a site, in place of an older one.
func WriteSignature(out, name string, data []byte) error {
	target := filepath.Join(out, name)
	temp := target + ".new"
	err := writeFile(temp, data)
	if err == nil {
		err = os.Rename(temp, target)
	}
	if err == nil {
		return nil
	}
	return diag.List{{Pos: diag.Pos{Path: filepath.ToSlash(target)}, Code: CodeWrite, Message: "the signature cannot be written: " + reason(errors.Join(err)), Hint: "look at the permissions of the folder"}}
}
