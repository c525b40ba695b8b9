package report

import (
	"context"
	"slices"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// maxRounds bounds the builds of Fix: a stage reports its edits only when the
// stages before it hold.
const maxRounds = 12

// Fixed is a project in which everything was mended that needs no person.
type Fixed struct {
	Project tree.Tree
	Changes []Change // as they were made
	Left    error    // a diag.List of what is still wrong; nil when the project builds
}

// Change is a sentence of a file that was rewritten, without line breaks and, where
// they stayed the same, without the addresses of its claims.
type Change struct {
	Pos           diag.Pos // of the first thing in it that was changed
	Before, After string
}

// Fix builds a project and carries out the edits of problems that have one of the
// codes, again and again until none is offered. The project's other bytes stay as they
// are; it changes nothing outside content/ and data/. The error is ctx's.
func (b Builder) Fix(ctx context.Context, project tree.Tree, codes ...diag.Code) (*Fixed, error) {
	fixed := &Fixed{Project: project}
	for range maxRounds {
		_, fixed.Left = b.Build(ctx, fixed.Project)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		changed, err := fixed.apply(editsOf(fixed.Left, codes))
		if err != nil || !changed {
			return fixed, err
		}
	}
	_, fixed.Left = b.Build(ctx, fixed.Project)
	return fixed, ctx.Err()
}

// editsOf returns the edits of problems with one of the codes, by file.
func editsOf(err error, codes []diag.Code) map[string][]diag.Edit {
	list, _ := diag.AsList(err)
	edits := map[string][]diag.Edit{}
	for _, d := range list {
		ours := strings.HasPrefix(d.Edit.Path, "content/") || strings.HasPrefix(d.Edit.Path, "data/")
		if ours && slices.Contains(codes, d.Code) {
			edits[d.Edit.Path] = append(edits[d.Edit.Path], d.Edit)
		}
	}
	return edits
}

// apply carries out edits and notes the sentences they change.
func (f *Fixed) apply(edits map[string][]diag.Edit) (changed bool, err error) {
	files := map[string][]byte{}
	for _, path := range f.Project.Paths() { // sorted: the order of the changes
		if len(edits[path]) == 0 {
			continue
		}
		data, _ := f.Project.Read(path)
		mended, done := diag.Apply(data, edits[path])
		if len(done) > 0 {
			files[path] = mended
			f.Changes = append(f.Changes, changesOf(path, data, done)...)
		}
	}
	over, err := tree.New(files)
	if err != nil || len(files) == 0 {
		return false, err
	}
	f.Project, err = f.Project.Overlay(over)
	return true, err
}
