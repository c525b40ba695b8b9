//go:build pending

package pending

import (
	_ "github.com/chromedp/chromedp"
	_ "github.com/dop251/goja"
	_ "github.com/go-echarts/go-echarts/v2/charts"
	_ "github.com/gocarina/gocsv"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/yuin/goldmark"
	_ "go.yaml.in/yaml/v3"
	_ "golang.org/x/net/html"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/term"
	_ "golang.org/x/text/message"
	_ "modernc.org/sqlite"
)
