package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/CycloneDX/cyclonedx-go"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"daylight/internal/echarts"
	"daylight/internal/report"
	"daylight/internal/tree"
)

// bill reads a bill of materials.
func bill(t *testing.T, text []byte) *cyclonedx.BOM {
	t.Helper()
	read := new(cyclonedx.BOM)
	if err := cyclonedx.NewBOMDecoder(bytes.NewReader(text), cyclonedx.BOMFileFormatJSON).Decode(read); err != nil {
		t.Fatal(err)
	}
	return read
}

// namesEveryModule asks that a bill names each module that go list says a package is built from, at its
// version, and no other.
func namesEveryModule(t *testing.T, read *cyclonedx.BOM, pkg string) {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{with .Replace}}{{.Path}}@{{.Version}}{{else}}{{.Path}}@{{.Version}}{{end}}{{end}}{{end}}", pkg)
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(string(out))
	slices.Sort(want)
	want = slices.Compact(want)
	var got []string
	for _, c := range *read.Components {
		if strings.HasPrefix(c.PackageURL, "pkg:golang/") && c.Name != "std" {
			got = append(got, c.Name+"@"+c.Version)
		}
	}
	slices.Sort(got)
	if len(want) < 2 || !slices.Equal(got, want) {
		t.Errorf("the bill names %q\ngo list names %q", got, want)
	}
}

// validBill asks that a bill is valid by the schema of CycloneDX.
func validBill(t *testing.T, text []byte) {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(strings.TrimSpace(string(out)), "schema")
	c := jsonschema.NewCompiler()
	for url, file := range map[string]string{"bom-1.6.schema.json": "bom-1.6.schema.json", "spdx.schema.json": "spdx.schema.json", "jsf-0.82.schema.json": "jsf-0.82.schemax.json"} {
		data, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("http://cyclonedx.org/schema/"+url, schema); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := c.Compile("http://cyclonedx.org/schema/bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err == nil {
		err = schema.Validate(value)
	}
	if err != nil {
		t.Error(err)
	}
}

// The bill of a program, here of this test, which holds nearly all that daylight holds, names everything
// in it.
func TestBill(t *testing.T) {
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	lock, err := os.ReadFile("../../package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	scripts, err := scriptsIn(lock)
	if err != nil {
		t.Fatal(err)
	}
	text, err := billOf(append(modulesIn(info), scripts...), "daylight_linux", sha256.Sum256([]byte("x")))
	if err != nil {
		t.Fatal(err)
	}
	validBill(t, text)
	read := bill(t, text)
	namesEveryModule(t, read, "./internal/release")
	for _, want := range []string{"pkg:golang/github.com/cyclonedx/cyclonedx-go@" + versionOf(info, "github.com/CycloneDX/cyclonedx-go"), "pkg:npm/echarts@" + echarts.Version(), "pkg:golang/std@" + strings.TrimPrefix(info.GoVersion, "go")} {
		found := slices.ContainsFunc(*read.Components, func(c cyclonedx.Component) bool { return c.PackageURL == want })
		if !found && !strings.HasSuffix(want, "@") {
			t.Errorf("the bill does not name %s", want)
		}
	}
	if h := (*read.Metadata.Component.Hashes)[0].Value; h != tree.Sum([]byte("x")) {
		t.Errorf("the program's checksum is %s", h)
	}
	if bytes.Contains(text, []byte("timestamp")) || bytes.Contains(text, []byte("serialNumber")) {
		t.Errorf("the bill is of a time:\n%s", text)
	}
}

func versionOf(info *debug.BuildInfo, path string) string {
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return ""
}

// Every package of npm that the engine's licences name is one that the bill names.
func TestScripts(t *testing.T) {
	t.Parallel()
	for _, n := range echarts.Notices() {
		if name, _, _ := strings.Cut(n.Name, "-"); !slices.Contains(scripts, name) {
			t.Errorf("the bill does not know %s, of which there is %s", name, n.Name)
		}
	}
	for _, lock := range []string{"", "{}", `{"packages": {"node_modules/echarts": {"version": "6.1.0", "integrity": "sha512-AAAA"}}}`} {
		if _, err := scriptsIn([]byte(lock)); err == nil {
			t.Errorf("%s pins everything", lock)
		}
	}
	p := part{kind: "golang", name: "github.com/A/b", version: "v2.1.3+incompatible"}
	if want := "pkg:golang/github.com/a/b@v2.1.3%2Bincompatible"; p.url() != want {
		t.Errorf("got %s, want %s", p.url(), want)
	}
}

// The list of checksums is the one that sha256sum makes.
func TestSums(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	files := map[string][]byte{"b": []byte("two"), "a.exe": []byte("one")}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeSums(dir); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, sumsFile))
	want := tree.Sum(files["a.exe"]) + "  a.exe\n" + tree.Sum(files["b"]) + "  b\n"
	if err != nil || string(got) != want {
		t.Errorf("got %s, %v\nwant %s", got, err, want)
	}
}

// A program that is larger than promised is not published.
func TestFits(t *testing.T) {
	t.Parallel()
	if fits(mostBytes) != nil || fits(mostBytes+1) == nil {
		t.Error("the limit is another")
	}
}

// The names of the targets' files.
func TestTargets(t *testing.T) {
	t.Parallel()
	var names []string
	for _, t := range targets {
		names = append(names, t.file())
	}
	if len(names) != 6 || !slices.IsSorted(names) || names[2] != "daylight_"+report.Version+"_linux_amd64" || names[5] != "daylight_"+report.Version+"_windows_arm64.exe" {
		t.Errorf("got %q", names)
	}
}

// The programs for Linux, built twice from nothing in folders of their own, are the same to the last byte,
// and so are their bills, which name every module. It takes minutes: DAYLIGHT_SLOW=1.
func TestReproducible(t *testing.T) {
	t.Parallel()
	if os.Getenv("DAYLIGHT_SLOW") != "1" {
		t.Skip("building everything four times takes minutes: set DAYLIGHT_SLOW=1")
	}
	linux := slices.DeleteFunc(slices.Clone(targets), func(t target) bool { return t.os != "linux" })
	var dirs []string
	for _, name := range []string{"a", "another/and a longer name"} {
		root, out := filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), "out")
		copySources(t, root)
		if err := release(root, out, linux, []string{"GOCACHE=" + t.TempDir()}); err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, out)
	}
	first, err := tree.FromFS(os.DirFS(dirs[0]))
	if err != nil {
		t.Fatal(err)
	}
	second, err := tree.FromFS(os.DirFS(dirs[1]))
	if err != nil {
		t.Fatal(err)
	}
	if first.Len() != 5 || len(tree.Diff(first, second)) > 0 {
		t.Errorf("of %q there differ %v", first.Paths(), tree.Diff(first, second))
	}
	for _, target := range linux {
		text, _ := first.Read(target.stem() + ".cdx.json")
		validBill(t, text)
		namesEveryModule(t, bill(t, text), "./cmd/daylight")
	}
}

// copySources copies what a program is built of.
func copySources(t *testing.T, to string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum", "package-lock.json", "cmd", "docs", "examples", "internal", "templates"} {
		err := filepath.WalkDir(filepath.Join("../..", name), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel("../..", path)
			if err != nil {
				return err
			}
			if d.IsDir() {
				return os.MkdirAll(filepath.Join(to, rel), 0o755)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(to, rel), data, 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
