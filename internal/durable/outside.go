package durable

import (
	"os"
	"path/filepath"

	"daylight/internal/diag"
)

// CodeInside says that a file which must stay out of the project lies in it.
const CodeInside diag.Code = "disk-inside"

// maxOutside bounds a file that is read from outside a project, as a table in it is.
const maxOutside = 1 << 30

// ReadOutside reads a file that must not lie in the project: it holds what is not to be
// published, and every file of a project is. Neither the name as given nor what it
// leads to may lie there. The error is a diag.List.
func ReadOutside(project, name string) ([]byte, error) {
	var problems diag.List
	pos := diag.Pos{Path: filepath.ToSlash(name)}
	fail := func(err error) ([]byte, error) {
		problems.Add(pos, CodeRead, "name a file that can be read", "%s", reason(err))
		return nil, problems.Err()
	}
	given, err := filepath.Abs(name)
	if err != nil {
		return fail(err)
	}
	real, err := filepath.EvalSymlinks(given)
	if err != nil {
		return fail(err)
	}
	root, err := filepath.EvalSymlinks(project)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		return fail(err)
	}
	if isAbove(root, real) || isAbove(root, given) {
		problems.Add(pos, CodeInside, "move it out, to a place that only those may read who know its numbers", "the file lies in the project, whose files are published")
		return nil, problems.Err()
	}
	if info, err := os.Stat(real); err == nil && info.Size() > maxOutside {
		problems.Add(pos, CodeLimit, "divide it", "the file is larger than 1 GiB")
		return nil, problems.Err()
	}
	data, err := readRegular(real)
	if err != nil {
		return fail(err)
	}
	return data, nil
}
