package reproduce

import (
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// shownCommand is a command on the page and what the page says that it prints.
var shownCommand = regexp.MustCompile(`(?s)<code class="command">([^<]*)</code></pre>(?:\s*<p>[^<]*</p>\s*<pre tabindex="0"><code class="says">([^<]*)</code>)?`)

// TestThePageIsRight runs every command that the page shows, in a copy of the site, and
// reads what the page says about it.
func TestThePageIsRight(t *testing.T) {
	t.Parallel()
	skipWithout(t, "sqlite3")
	skipWithout(t, "sha256sum")
	site := readSite(t)
	dir := filepath.Join(t.TempDir(), "a copy")
	lay(t, dir, site, site.Paths())
	path := filepath.Dir(must(t, program)) + string(os.PathListSeparator) + os.Getenv("PATH")
	type answer struct {
		out  string
		code int
	}
	known := map[string]answer{} // the languages show most commands alike
	for _, lang := range []string{"en", "fr"} {
		page, ok := site.Read(lang + "/reproduce/index.html")
		commands := shownCommand.FindAllStringSubmatch(string(page), -1)
		if !ok || len(commands) != 5 {
			t.Fatalf("%s: the page shows %d commands", lang, len(commands))
		}
		for _, c := range commands {
			line, says := html.UnescapeString(c[1]), html.UnescapeString(c[2])
			if _, ok := known[line]; !ok {
				cmd := exec.CommandContext(t.Context(), "sh", "-c", line)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "PATH="+path)
				out, code := run(t, cmd)
				known[line] = answer{out, code}
			}
			out, code := known[line].out, known[line].code
			last := out[strings.LastIndexByte(out, '\n')+1:]
			switch {
			case code != 0:
				t.Errorf("%s ends with %d:\n%s", line, code, out)
			case strings.Contains(line, "grep"):
				if !strings.Contains(string(page), "<code>"+strings.Fields(out)[0]+"</code>") {
					t.Errorf("%s prints %s, and the page shows another", line, out)
				}
			case says == "" && out != "", says != "" && !strings.HasPrefix(last, says):
				t.Errorf("%s prints %s, and the page says %s", line, last, says)
			}
		}
	}
}
