// Package templates carries the built-in theme: the templates, assets and texts
// that a project's own templates/ overlays file by file.
package templates

import "embed"

// FS holds the theme. Its paths begin below templates/: "home.html.tmpl",
// "assets/site.css", "i18n/en.yaml".
//
//go:embed *.html.tmpl assets i18n
var FS embed.FS
