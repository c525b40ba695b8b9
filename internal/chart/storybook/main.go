// Command storybook draws every kind of chart in every state on one page, for the eyes
// of whoever changes them: wide, narrow, in dark and in forced colours. It is run from
// the repository's root and writes to the folder that its argument names. A second argument, a number, has
// it draw one story in so many.
package main

import (
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daylight/internal/chart"
	"daylight/internal/chart/stories"
	"daylight/internal/dataset"
	"daylight/internal/echarts"
	"daylight/internal/figure"
	"daylight/internal/locale"
	"daylight/internal/tree"
	"daylight/templates"
)

func main() {
	part := 1
	if len(os.Args) == 3 {
		part, _ = strconv.Atoi(os.Args[2])
	}
	if len(os.Args) < 2 || len(os.Args) > 3 || part < 1 {
		fmt.Fprintln(os.Stderr, "usage: storybook FOLDER [ONE-IN]")
		os.Exit(2)
	}
	if err := run(context.Background(), os.Args[1], part); err != nil {
		fmt.Fprintf(os.Stderr, "storybook: %v\n", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, folder string, part int) error {
	project, err := stories.Project()
	if err != nil {
		return err
	}
	langs, err := languages()
	if err != nil {
		return err
	}
	data, err := dataset.Load(project)
	if err != nil {
		return err
	}
	figures, err := figure.Evaluate(ctx, data, project)
	if err != nil {
		return err
	}
	var page strings.Builder
	charts := map[string]*chart.Chart{}
	var drawn []string
	for i, name := range stories.Stories() {
		if i%part == 0 {
			drawn = append(drawn, name)
		}
	}
	for _, lang := range langs {
		told := stories.In(project, lang.Tag).Filter(func(name string) bool {
			chart, ok := strings.CutPrefix(name, "content/charts/")
			return !ok || slices.Contains(drawn, strings.TrimSuffix(chart, ".yaml"))
		})
		set, err := chart.Read(told, figures, []*locale.Language{lang})
		if err != nil {
			return err
		}
		if err := set.Draw(ctx, chart.Studio{Drawer: echarts.New(2)}); err != nil {
			return err
		}
		for _, name := range set.Names() {
			charts[name] = set.Chart(name, lang.Tag)
		}
	}
	for _, name := range drawn {
		writeStory(&page, charts[name], name)
	}
	writeRefused(&page, project, figures, langs)
	return write(folder, page.String())
}

// languages are the theme's two.
func languages() ([]*locale.Language, error) {
	var langs []*locale.Language
	for _, tag := range []string{"en", "fr"} {
		path := "i18n/" + tag + ".yaml"
		data, err := templates.FS.ReadFile(path)
		if err != nil {
			return nil, err
		}
		lang, err := locale.Load(tag, "templates/"+path, data)
		if err != nil {
			return nil, err
		}
		langs = append(langs, lang)
	}
	return langs, nil
}

func writeStory(page *strings.Builder, c *chart.Chart, name string) {
	lang := "en"
	if strings.HasSuffix(name, "-french") {
		lang = "fr"
	}
	title := html.EscapeString(stories.Title(name))
	fmt.Fprintf(page, "<section class=\"story\" id=\"%s\" lang=\"%s\">\n<h2>%s</h2>\n", name, lang, title)
	narrow := string(c.Narrow)
	for i, s := range []struct{ class, svg string }{{"", string(c.Wide)}, {"", narrow}, {"dark", narrow}, {"forced", narrow}} {
		svg := strings.ReplaceAll(s.svg, "svg-"+name, fmt.Sprintf("svg%d-%s", i, name)) // an id stands once on a page
		fmt.Fprintf(page, "<div class=\"paper %s\">%s</div>\n", s.class, svg)
	}
	fmt.Fprintf(page, "<p>%s</p>\n", html.EscapeString(c.Description))
	writeTable(page, c.Table)
	page.WriteString("</section>\n")
}

func writeTable(page *strings.Builder, t chart.Table) {
	page.WriteString("<details><summary>Table</summary><table>\n<tr>")
	for _, h := range t.Head {
		fmt.Fprintf(page, "<th>%s %s</th>", html.EscapeString(h.Text), html.EscapeString(h.Unit))
	}
	page.WriteString("</tr>\n")
	for _, row := range t.Rows {
		page.WriteString("<tr>")
		for _, c := range row {
			fmt.Fprintf(page, "<td>%s</td>", html.EscapeString(c.Text))
		}
		page.WriteString("</tr>\n")
	}
	page.WriteString("</table></details>\n")
}

// writeRefused shows what is said of a chart that has no row.
func writeRefused(page *strings.Builder, project tree.Tree, figures *figure.Set, langs []*locale.Language) {
	files := map[string][]byte{}
	for name, text := range stories.Refused() {
		files["content/charts/"+name+".yaml"] = []byte(text)
	}
	charts := project.Filter(func(name string) bool { return !strings.HasPrefix(name, "content/charts/") })
	layer, err := tree.New(files)
	if err == nil {
		charts, err = charts.Overlay(layer)
	}
	if err == nil {
		_, err = chart.Read(charts, figures, langs)
	}
	fmt.Fprintf(page, "<section class=\"story\"><h2>No row: refused</h2>\n<pre>%s</pre></section>\n", html.EscapeString(fmt.Sprint(err)))
}

func write(folder, body string) error {
	css, err := templates.FS.ReadFile("assets/site.css")
	if err != nil {
		return err
	}
	var dark strings.Builder
	for _, r := range chart.Roles() {
		fmt.Fprintf(&dark, "--chart-%s: %s; ", r.Name, r.Dark)
	}
	style := fmt.Sprintf(`
.story { padding: 1rem; font-family: "DejaVu Sans", sans-serif; border-top: 1px solid; }
.paper { display: inline-block; vertical-align: top; margin: .5rem; padding: .5rem; background: var(--chart-bg); }
.paper .chart-svg { display: block; inline-size: auto; font-family: "DejaVu Sans", sans-serif; outline: 1px dotted #888; }
.dark { %s }
.forced { --chart-ink: CanvasText; --chart-muted: CanvasText; --chart-unknown: CanvasText; --chart-line: color-mix(in srgb, CanvasText 35%%, Canvas); --chart-bg: Canvas; --chart-s1: CanvasText; --chart-s2: color-mix(in srgb, CanvasText 45%%, Canvas); --chart-s3: LinkText; --chart-s4: color-mix(in srgb, Highlight 60%%, Canvas); --chart-s5: color-mix(in srgb, LinkText 50%%, CanvasText); --chart-s6: color-mix(in srgb, LinkText 45%%, Canvas); color-scheme: dark; }
.story > p, .story > details { max-inline-size: 60rem; }
`, dark.String())
	page := "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Storybook of charts</title>\n<link rel=\"stylesheet\" href=\"site.css\">\n<style>" +
		style + "</style></head>\n<body>\n<h1>Storybook of charts</h1>\n" + body + "</body></html>\n"
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "site.css"), css, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "index.html"), []byte(page), 0o644)
}
