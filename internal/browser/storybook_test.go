package browser

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

// overlaps measures every text of every picture on the page: it must lie inside its
// picture, and cover no other.
const overlaps = `(() => {
  const found = [];
  document.querySelectorAll(".paper:not(.dark):not(.forced) svg").forEach((svg) => {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map((t) => ({ r: t.getBoundingClientRect(), s: t.textContent.slice(0, 40) }));
    const where = svg.closest("section").id + (svg.classList.contains("chart-narrow") ? ", narrow: " : ", wide: ");
    boxes.forEach((a, i) => {
      if (a.r.left < frame.left - 1 || a.r.right > frame.right + 1 || a.r.top < frame.top - 3 || a.r.bottom > frame.bottom + 3)
        found.push(where + a.s + " leaves the picture");
      boxes.slice(i + 1).forEach((b) => {
        const w = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
        const h = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
        if (w > 1 && h > 4) found.push(where + a.s + " covers " + b.s);
      });
    });
  });
  return found;
})()`

// TestStorybook draws every fourth story of the storybook, and with DAYLIGHT_SLOW=1 all, and measures it as a reader's browser does, in the
// widest of common faces: no text covers another or leaves its picture. Heights count from
// the face's ascent to its descent, so lines may come within four pixels of each other.
func TestStorybook(t *testing.T) {
	t.Parallel()
	ctx, part := chromium(t), 4
	if slow {
		part = 1
	}
	folder := t.TempDir()
	command := exec.Command("go", "run", "./internal/chart/storybook", folder, strconv.Itoa(part))
	command.Dir = filepath.Join("..", "..")
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("the storybook is not drawn: %v\n%s", err, out)
	}
	tab, done := newTab(t, ctx)
	defer done()
	var found []string
	var pictures int
	err := chromedp.Run(tab.ctx,
		chromedp.Navigate("file://"+filepath.ToSlash(folder)+"/index.html"),
		chromedp.Evaluate(`document.querySelectorAll(".paper svg").length`, &pictures),
		chromedp.Evaluate(overlaps, &found))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
	if pictures < 400/part {
		t.Errorf("the storybook has %d pictures", pictures)
	}
}
