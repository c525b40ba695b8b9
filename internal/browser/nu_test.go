package browser

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"
)

// nuJar is the Nu checker, as package-lock.json pins it.
const nuJar = "../../node_modules/vnu-jar/build/dist/vnu.jar"

// nuMessage is what the checker says of a place.
type nuMessage struct {
	Type, SubType, URL, Message, Extract string
	LastLine                             int
}

// nu runs the checker over addresses and returns all that it says.
func nu(t *testing.T, addresses []string) []nuMessage {
	t.Helper()
	java := need(t, "java")
	if _, err := os.Stat(nuJar); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("vnu-jar is not installed: run make deps")
	}
	// The two -XX halve the time of a run that is over before Java's second compiler has paid.
	arguments := append([]string{"-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", nuJar, "--format", "json", "--exit-zero-always", "--stdout"}, addresses...)
	out, err := exec.Command(java, arguments...).Output()
	if err != nil {
		t.Fatalf("the checker does not run: %v", err)
	}
	var said struct{ Messages []nuMessage }
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatalf("%v in %.300s", err, out)
	}
	return said.Messages
}

// TestNuChecker holds that the W3C's Nu checker has nothing to say of any page, as a web
// server hands them out, nor of any picture or style sheet.
func TestNuChecker(t *testing.T) {
	t.Parallel()
	site := nginx(t)
	var addresses []string
	for _, page := range pages(t) {
		addresses = append(addresses, site+page)
	}
	files := []string{"--also-check-css", "--also-check-svg"}
	err := fs.WalkDir(os.DirFS(public), ".", func(name string, _ fs.DirEntry, err error) error {
		if ext := path.Ext(name); err == nil && !strings.HasPrefix(name, "source/") && (ext == ".svg" || ext == ".css") {
			files = append(files, path.Join(public, name))
		}
		return err
	})
	if err != nil || len(files) < 10 {
		t.Fatalf("only %d files are checked (%v)", len(files), err)
	}
	for _, m := range append(nu(t, addresses), nu(t, files)...) {
		t.Errorf("%s:%d: %s: %s (%s)", strings.TrimPrefix(m.URL, site), m.LastLine, m.Type, m.Message, m.Extract)
	}
}

// TestNuCheckerSpeaks holds that the checker above finds what is wrong with a page and
// with a style sheet.
func TestNuCheckerSpeaks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"bad.html": "<!doctype html><html lang=en><title>x</title><p><div id=a></div><i id=a>", "bad.css": "p { colour: red }"} {
		if err := os.WriteFile(path.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found := map[string]bool{}
	for _, m := range nu(t, []string{"--also-check-css", path.Join(dir, "bad.html"), path.Join(dir, "bad.css")}) {
		found[path.Base(m.URL)] = true
	}
	if !found["bad.html"] || !found["bad.css"] {
		t.Errorf("the checker finds faults only in %v", found)
	}
}
