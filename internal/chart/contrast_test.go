package chart

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// themeColours are the colours that the theme gives the roles, in light and in dark.
func themeColours(t *testing.T) (light, dark map[string]string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "templates", "assets", "site.css"))
	if err != nil {
		t.Fatal(err)
	}
	css := string(data)
	at := strings.Index(css, "prefers-color-scheme: dark")
	if at < 0 {
		t.Fatal("the theme has no dark colours")
	}
	read := func(css string) map[string]string {
		colours := map[string]string{}
		for _, m := range regexp.MustCompile(`--chart-([a-z0-9]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
			colours[m[1]] = m[2]
		}
		return colours
	}
	light, dark = read(css[:at]), read(css[at:])
	for _, r := range Roles() {
		if light[r.Name] != r.Light || dark[r.Name] != r.Dark {
			t.Errorf("the theme has %s as %s and %s, package chart as %s and %s", r.Name, light[r.Name], dark[r.Name], r.Light, r.Dark)
		}
	}
	return light, dark
}

var coloured = regexp.MustCompile(`<(\w+)[^>]* class="([^"]+)"`)

// Every mark and text of every story has its contrast with the background, by the theme's
// own colours, in light and in dark. Lines of the grid and the pale pieces of a funnel say
// nothing that is not said elsewhere.
func TestStoriesHaveContrast(t *testing.T) {
	t.Parallel()
	b := readBook(t)
	light, dark := themeColours(t)
	for name, c := range b.charts {
		for _, svg := range []string{string(c.Wide), string(c.Narrow)} {
			for _, m := range coloured.FindAllStringSubmatch(svg, -1) {
				least := 3.0
				if m[1] == "text" {
					least = 4.5
				}
				for _, class := range strings.Fields(m[2]) {
					role := strings.TrimPrefix(strings.TrimPrefix(class, "f-"), "k-")
					if role == "bg" || role == "line" || strings.HasPrefix(class, "chart-") {
						continue
					}
					for scheme, colours := range map[string]map[string]string{"light": light, "dark": dark} {
						if got := contrast(t, colours[role], colours["bg"]); got < least {
							t.Errorf("%s: %s of a %s has a contrast of %.2f in %s", name, role, m[1], got, scheme)
						}
					}
				}
			}
		}
	}
}

// The parts of a bar that lie side by side have a gap of background between them, or a
// contrast of 3 with each other.
func TestPartsAreApart(t *testing.T) {
	t.Parallel()
	b := readBook(t)
	light, dark := themeColours(t)
	checked := 0
	for name, m := range b.models {
		if !m.kind.isParts {
			continue
		}
		for _, s := range []size{wide(), narrow()} {
			for _, r := range m.rows {
				parts := m.partsOf(r, s.width-2*margin)
				for i := 1; i < len(parts); i++ {
					if parts[i-1].width == 0 || parts[i].width == 0 {
						continue
					}
					checked++
					apart := parts[i].x - parts[i-1].x - parts[i-1].width
					differ := contrast(t, light[seriesRole(i)], light[seriesRole(i-1)]) >= 3 && contrast(t, dark[seriesRole(i)], dark[seriesRole(i-1)]) >= 3
					if apart < partGap && !differ {
						t.Errorf("%s: the parts %d and %d are %d pixels apart and look alike", name, i-1, i, apart)
					}
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no parts were looked at")
	}
}
