package narrative

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"daylight/internal/diag"
)

// pathName is what a page's file and folders may be called: it stands in addresses.
var pathName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// generated are the folders that the build writes into itself.
var generated = []string{"all", "data", "figures", "not-reported", "reproduce", "sources"}

// checkPath reports a file of a language's folder that can be no page; rest is
// its path from there.
func checkPath(file, rest string, problems *diag.List) bool {
	name, isPage := strings.CutSuffix(rest, ".md")
	parts := strings.Split(name, "/")
	valid := !slices.ContainsFunc(parts, func(part string) bool { return !pathName.MatchString(part) })
	switch {
	case !isPage:
		problems.Add(diag.Pos{Path: file}, CodePath, "move it: pictures stand in content/images/, files to copy in content/static/", "this file is no page: pages end in .md")
	case !valid:
		problems.Add(diag.Pos{Path: file}, CodePath, "use letters a to z, digits and hyphens", "the name of this file or of a folder above it cannot stand in an address")
	case slices.Contains(generated, parts[0]):
		problems.Add(diag.Pos{Path: file}, CodePath, "give it another name", "the build writes %s/ itself", parts[0])
	default:
		return true
	}
	return false
}

// slugOf returns a page's slug from its path: "" for the home page, the folder's
// name for a folder's index.md.
func slugOf(folder, file string) string {
	slug := strings.TrimSuffix(strings.TrimPrefix(file, folder), ".md")
	if slug == "index" {
		return ""
	}
	return strings.TrimSuffix(slug, "/index")
}

// addressOf returns a page's address below its language's folder.
func addressOf(slug string) string { return path.Join(slug, "index.html") }

// didYouMean is diag.DidYouMean for words of a length that is worth it.
func didYouMean(word string, candidates []string) string {
	if len(word) > 200 {
		return ""
	}
	return diag.DidYouMean(word, candidates)
}

// tableNames returns the names of all tables.
func (r *reading) tableNames() []string {
	var names []string
	for _, t := range r.Figures.Data.Tables {
		names = append(names, t.Schema.Name)
	}
	return names
}
