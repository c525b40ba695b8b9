package durable

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"daylight/internal/diag"
	"daylight/internal/parallel"
	"daylight/internal/tree"
)

// inputs are the folders of a project that a report is built from.
var inputs = [...]string{"content", "data", "templates"}

// limits bound what a project may be, so that a folder named by mistake, or made
// by an enemy, is refused before it fills the memory.
type limits struct {
	table   int64 // bytes of a CSV
	file    int64 // bytes of any other file
	total   int64 // bytes of all files
	entries int   // files and folders
}

var projectLimits = limits{table: 1 << 30, file: 64 << 20, total: 4 << 30, entries: 200_000}

// ReadProject reads a project's inputs: content/**, data/** and templates/**, as
// regular files inside dir; a link is read when it leads to another input. Go
// sources, node_modules, dot files, editors' backups and what desktops drop into
// folders are left out; below content/static, .well-known and .htaccess are read,
// since hosts want them.
// The error is a diag.List with paths relative to dir.
func ReadProject(dir string) (tree.Tree, error) { return readProject(dir, projectLimits) }

func readProject(dir string, most limits) (tree.Tree, error) {
	files, _, err := readInputs(dir, most)
	return files, err
}

// openFolder opens a folder to read in it and nowhere else. Opening a pipe would wait
// until somebody writes to it.
func openFolder(dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, errors.New("it is not a folder")
	}
	return os.OpenRoot(dir)
}

const projectHint = "run daylight in the project's folder, or name that folder: daylight build DIR"

// reader collects files and problems while it walks a project.
type reader struct {
	root     *os.Root
	dir      string // what root was opened as
	most     limits
	entries  int
	total    int64
	files    map[string][]byte
	linked   bool // some file was reached through a link
	problems diag.List
}

func (r *reader) report(name string, code diag.Code, hint, format string, args ...any) {
	r.problems.Add(diag.Pos{Path: name}, code, hint, format, args...)
}

// entry reads the file or folder of that path, after the questions that are asked
// of every entry. It is called base in dir. A plain file is left to the batch.
func (r *reader) entry(dir *os.Root, base, name string, batch *batch) {
	r.entries++
	if r.entries > r.most.entries {
		if r.entries == r.most.entries+1 {
			r.report(strings.SplitN(name, "/", 2)[0], CodeLimit, "move what is no part of the report out of this folder",
				"there are more than %d files and folders below the project's folders", r.most.entries)
		}
		return
	}
	if bad := badName(name); bad != "" {
		r.report(inOneLine(name), CodeName, "rename it with letters, digits, - and _", "its name holds %s", bad)
		return
	}
	info, err := dir.Lstat(base)
	if err != nil {
		r.report(name, CodeRead, "", "this cannot be read: %s", reason(err))
		return
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		r.folder(dir, base, name)
	case mode&fs.ModeSymlink != 0:
		r.link(name)
	case mode.IsRegular():
		if batch.add(base, info.Size()) {
			r.read(batch)
		}
	default:
		r.report(name, CodeRead, "move it out of the project", "this is neither a file nor a folder")
	}
}

func (r *reader) folder(parent *os.Root, base, name string) {
	dir, names, err := openNames(parent, base, r.most.entries+1)
	if err != nil {
		r.report(name, CodeRead, "", "this folder cannot be read: %s", reason(err))
		return
	}
	defer dir.Close()
	files := &batch{dir: dir, name: name}
	for _, n := range names {
		if !skipped(name, n) {
			r.entry(dir, n, path.Join(name, n), files)
		}
	}
	r.read(files)
}

// openNames opens a folder of another, and returns the names in it, sorted and at most so many.
func openNames(parent *os.Root, base string, most int) (*os.Root, []string, error) {
	dir, err := parent.OpenRoot(base)
	if err != nil {
		return nil, nil, err
	}
	list, err := dir.Open(".")
	if err != nil {
		dir.Close()
		return nil, nil, err
	}
	defer list.Close()
	names, err := list.Readdirnames(most)
	if err != nil && !errors.Is(err, io.EOF) {
		dir.Close()
		return nil, nil, err
	}
	slices.Sort(names)
	return dir, names, nil
}

// batch is some files of one folder, which are read at once, on all processors.
type batch struct {
	dir   *os.Root
	name  string // of the folder
	bases []string
	bytes int64
}

// add tells whether the batch is full now: no more is read before the limits are asked again.
func (b *batch) add(base string, size int64) bool {
	b.bases = append(b.bases, base)
	b.bytes += size
	return b.bytes > 64<<20
}

// read reads the files of a batch and empties it.
func (r *reader) read(b *batch) {
	files := make([]readFile, len(b.bases))
	parallel.Each(len(files), func(i int) {
		files[i] = openAndRead(b.dir, b.bases[i], path.Join(b.name, b.bases[i]), r.most)
	})
	for i := range files {
		r.take(&files[i])
	}
	b.bases, b.bytes = b.bases[:0], 0
}

// link reads what a symbolic link leads to, if that is an input itself: everything
// read here is published, and a project's folder also holds .git and .env.
// os.Root is the wall: it refuses to leave the project at any step of the way.
func (r *reader) link(name string) {
	info, err := r.root.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.report(name, CodeSymlink, "delete the link, or put the file itself there", "this link leads nowhere")
	case err != nil:
		r.report(name, CodeSymlink, "copy the file into the project", "this link leads out of the project, or in a circle")
	case info.IsDir():
		r.report(name, CodeSymlink, "put the folder itself there", "this link leads to a folder")
	case !info.Mode().IsRegular():
		r.report(name, CodeSymlink, "put the file itself there", "this link leads to no regular file")
	default:
		target, ok := r.target(name)
		if !ok {
			r.report(name, CodeSymlink, "put the file itself there, if everyone may read it", "this link leads to a file that is no input: what is read here is published")
			return
		}
		r.linked = true
		r.file(name, target)
	}
}

// target follows a link to its end and returns the path of the input there.
func (r *reader) target(name string) (input string, ok bool) {
	dir, err1 := filepath.EvalSymlinks(r.dir)
	end, err2 := filepath.EvalSymlinks(filepath.Join(r.dir, filepath.FromSlash(name)))
	rel, err3 := filepath.Rel(dir, end)
	if err1 != nil || err2 != nil || err3 != nil {
		return "", false
	}
	input = filepath.ToSlash(rel)
	return input, isInput(input)
}

// isInput tells whether a walk through the project's folders meets that path.
func isInput(name string) bool {
	parts := strings.Split(name, "/")
	if len(parts) < 2 || !slices.Contains(inputs[:], parts[0]) {
		return false
	}
	for i := 1; i < len(parts); i++ {
		if skipped(path.Join(parts[:i]...), parts[i]) {
			return false
		}
	}
	return true
}

// file reads the file that the input of that name is, or that a link of that name
// leads to.
func (r *reader) file(name, target string) {
	f := openAndRead(r.root, target, name, r.most)
	r.take(&f)
}

// readFile is an input as it was read.
type readFile struct {
	name     string
	data     []byte
	problems diag.List
}

// take keeps a file, unless it has problems or is one too many.
func (r *reader) take(f *readFile) {
	if r.total+int64(len(f.data)) > r.most.total {
		f.problems.Add(diag.Pos{Path: f.name}, CodeLimit, "leave out what is no part of the report", "with this file the project is larger than %s", size(r.most.total))
	}
	r.problems = append(r.problems, f.problems...)
	if len(f.problems) == 0 {
		r.total += int64(len(f.data))
		r.files[f.name] = f.data
	}
}

// openAndRead reads the input of that name, which dir has at target.
func openAndRead(dir *os.Root, target, name string, limits limits) readFile {
	file := readFile{name: name}
	pos := diag.Pos{Path: name}
	f, err := dir.OpenFile(target, os.O_RDONLY|carefully, 0)
	if err != nil {
		file.problems.Add(pos, CodeRead, "", "this file cannot be read: %s", reason(err))
		return file
	}
	defer f.Close()
	most, read := limits.file, readAtMost
	if path.Ext(name) == ".csv" {
		most, read = limits.table, readTable
	}
	data, err := read(f, most)
	var bad *badLine
	switch {
	case errors.As(err, &bad):
		pos.Line = bad.line
		file.problems.Add(pos, CodeLimit, bad.hint, "%s", bad.what)
	case err == errLarge || err == nil && int64(len(data)) > most:
		file.problems.Add(pos, CodeLimit, "split it, or leave it out of the project", "this file is larger than %s", size(most))
	case err != nil:
		file.problems.Add(pos, CodeRead, "", "this file cannot be read: %s", reason(err))
	default:
		file.data = data
	}
	return file
}

// errLarge says that a file is known to be larger than it may be, and none of it was read.
var errLarge = errors.New("larger than the limit")

// readAtMost reads a file whole, or says that it is too large: by errLarge, or where it grew meanwhile by
// more bytes than most.
func readAtMost(f *os.File, most int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > most {
		return nil, errLarge
	}
	data := make([]byte, info.Size()+1) // one over, so that the end is met at once
	n, err := io.ReadFull(f, data)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return data[:n:n], nil
	}
	if err != nil {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(f, most+1-int64(n))) // it grew, or it is too large
	return append(data, rest...), err
}

// skipped tells whether the entry of that name in that folder is no input.
func skipped(folder, name string) bool {
	if strings.HasPrefix(name, ".") {
		static := folder == "content/static" || strings.HasPrefix(folder, "content/static/")
		return !static || name != ".well-known" && name != ".htaccess"
	}
	return name == "node_modules" ||
		slices.Contains(litter[:], name) ||
		strings.HasSuffix(name, ".go") ||
		strings.HasSuffix(name, "~") ||
		strings.HasSuffix(name, ".swp") ||
		strings.HasPrefix(name, "~$") || // a spreadsheet's note that a file is open
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

// inOneLine returns a name as a message can show it: a line break in it would look like another message.
func inOneLine(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return utf8.RuneError
		}
		return r
	}, strings.ToValidUTF8(name, string(utf8.RuneError)))
}

// badName says what in a path cannot be kept on another system or written in
// SHA256SUMS, or "".
func badName(name string) string {
	switch {
	case !utf8.ValidString(name):
		return "bytes that are not UTF-8"
	case strings.ContainsFunc(name, unicode.IsControl):
		return "a control character"
	case strings.ContainsAny(name, `\:*?"<>|`):
		return `one of \ : * ? " < > |`
	}
	base := path.Base(name)
	stem, _, _ := strings.Cut(base, ".")
	switch {
	case strings.HasSuffix(base, ".") || strings.HasSuffix(base, " "):
		return "a dot or a space at its end"
	case slices.Contains(devices, strings.ToLower(stem)):
		return "the name of a device of Windows"
	}
	return ""
}

var devices = []string{
	"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// reason says in a few words why the system refused, without the path, which the
// diagnostic has already.
func reason(err error) string {
	var pe *fs.PathError
	var le *os.LinkError
	var se *os.SyscallError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "it does not exist"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full"
	case errors.As(err, &pe):
		return pe.Err.Error()
	case errors.As(err, &le):
		return le.Err.Error()
	case errors.As(err, &se):
		return se.Err.Error()
	}
	return err.Error()
}

func size(bytes int64) string {
	if bytes >= 1<<30 {
		return fmt.Sprintf("%d GiB", bytes>>30)
	}
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MiB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
