package durable

import (
	"io/fs"
	"os"
	"path"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// siteLimits bound what a published site may be.
var siteLimits = limits{table: 1 << 30, file: 1 << 30, total: 4 << 30, entries: 200_000}

// ReadSite reads every file of a published site. What is neither a file nor a folder, such
// as a link, is not followed; links lists it. The error is a diag.List.
func ReadSite(dir string) (site tree.Tree, links []string, err error) {
	return readSite(dir, siteLimits)
}

func readSite(dir string, most limits) (site tree.Tree, links []string, err error) {
	root, err := openFolder(dir)
	if err != nil {
		return tree.Tree{}, nil, diag.List{{Pos: diag.Pos{Path: dir}, Code: CodeRead,
			Message: "this folder cannot be read: " + reason(err), Hint: "name the folder of a published site: daylight verify FOLDER"}}
	}
	defer root.Close()
	r := &reader{root: root, dir: dir, most: most, files: map[string][]byte{}}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		r.entries++
		switch {
		case err != nil:
			r.report(name, CodeRead, "", "this cannot be read: %s", reason(err))
		case r.entries > most.entries:
			r.report(dir, CodeLimit, "", "there are more than %d files and folders in this folder", most.entries)
			return fs.SkipAll
		case d.Type().IsRegular():
			r.file(name, name)
		case !d.IsDir():
			links = append(links, name)
		}
		return nil
	})
	r.problems.Join(err, diag.Pos{Path: dir}, CodeRead)
	if err := r.problems.Err(); err != nil {
		return tree.Tree{}, nil, err
	}
	site, err = tree.New(r.files)
	return site, links, err
}

// IsInput tells whether ReadProject would take a file of that path for an input.
func IsInput(name string) bool {
	return isInput(name) && badName(name) == "" && name == path.Clean(name)
}

// ReadOut reads the site that a project was built into. The error is a diag.List.
func ReadOut(out string) (site tree.Tree, links []string, err error) {
	if _, err := os.Stat(out); err != nil {
		return tree.Tree{}, nil, diag.List{{Pos: diag.Pos{Path: out}, Code: CodeRead,
			Message: "there is no site to verify: " + reason(err), Hint: "run daylight build first, or name a site: daylight verify FOLDER"}}
	}
	return ReadSite(out)
}
