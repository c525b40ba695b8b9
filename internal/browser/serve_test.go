package browser

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// preview runs "daylight serve" on a copy of the tests' project and returns its folder and address.
func preview(t *testing.T) (dir, address string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "daylight")
	if out, err := exec.Command(need(t, "go"), "build", "-o", program, "../../cmd/daylight").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../cmd/daylight/testdata/base")); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, "serve", "--port", "0", "--no-cache", dir)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = command.Wait() })
	said := bufio.NewScanner(out)
	for said.Scan() {
		if address = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(said.Text()); address != "" {
			go func() { // so that it can go on speaking
				for said.Scan() {
				}
			}()
			return dir, address
		}
	}
	t.Fatal("serve did not say where the report is")
	return "", ""
}

// A page that is open shows what is saved, where it is being read; what is wrong is marked in it, and
// what is broken stands over it.
func TestServe(t *testing.T) {
	t.Parallel()
	tab, done := newTab(t, chromium(t))
	defer done()
	ctx := tab.ctx
	dir, address := preview(t)
	file := filepath.Join(dir, "content/en/index.md")
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	long := append(bytes.Clone(page), []byte("\n\n## Long {#long}\n\n"+strings.Repeat("Words to scroll past.\n\n", 200)+"## Read {#read}\n\nHere one reads.\n\n"+strings.Repeat("More words.\n\n", 200))...)
	save := func(data []byte) {
		t.Helper()
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	until := func(condition string) {
		t.Helper()
		for deadline := time.Now().Add(20 * time.Second); ; {
			var holds bool // an error is that of a page that is just reloading
			err := chromedp.Run(ctx, chromedp.Evaluate(`!!(`+condition+`)`, &holds))
			if err == nil && holds {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%s: %v", condition, err)
			}
		}
	}
	if err := chromedp.Run(ctx, emulation.SetScriptExecutionDisabled(false), chromedp.EmulateViewport(1000, 800), chromedp.Navigate(address+"en/")); err != nil {
		t.Fatal(err)
	}
	save(long)
	until(`document.readyState === "complete" && document.getElementById("read")`)

	const top = `Math.round(document.getElementById("read").getBoundingClientRect().top)`
	var before, after int
	if err := chromedp.Run(ctx, chromedp.Evaluate(`scrollTo({top: scrollY + document.getElementById("read").getBoundingClientRect().top + 123, behavior: "instant"}); `+top, &before)); err != nil {
		t.Fatal(err)
	}
	save(bytes.Replace(long, []byte("Words to scroll"), []byte(strings.Repeat("What stands before has grown. ", 100)+"Words to scroll"), 1))
	until(`document.body.textContent.includes("has grown")`)
	until(fmt.Sprintf(`Math.abs(%s - %d) < 3`, top, before))
	if err := chromedp.Run(ctx, chromedp.Evaluate(top, &after)); err != nil {
		t.Fatal(err)
	}
	if before > -100 {
		t.Errorf("the page was not read there: %d", before)
	}

	save(append(bytes.Clone(page), "\n\nThere are 4,321 of them.\n"...))
	until(`document.querySelector("mark.daylight-draft") && document.querySelector("mark.daylight-draft").textContent === "4,321"`)
	until(`document.querySelector("#daylight-serve:not([data-broken]) a[href^='vscode://file/']")`)

	save(page[:10])
	until(`document.querySelector("#daylight-serve[data-broken] li")`)
	until(`document.querySelector("mark.daylight-draft")`) // the last page

	var took []time.Duration
	for i := range 5 {
		start := time.Now()
		save(append(bytes.Clone(page), fmt.Sprintf("\n\nTurn %s.\n", strings.Repeat("x", i+1))...))
		until(fmt.Sprintf(`document.querySelector("main").textContent.includes("Turn %s.")`, strings.Repeat("x", i+1)))
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	t.Logf("from saving to the new page in the browser: %s (%s to %s)", took[len(took)/2], took[0], took[len(took)-1])
	until(`document.getElementById("daylight-serve").hidden`)
}
