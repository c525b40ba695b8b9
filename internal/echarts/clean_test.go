package echarts

import (
	"strings"
	"testing"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, raw, want string }{
		{"style attribute", `<text style="font-size:14px;font-family:x;font-weight:bold;fill:#123">a</text>`,
			`<text font-size="14" font-weight="bold" fill="#123">a</text>`},
		{"style element", `<g><style>.a{}</style><path d="M0 0" class="a"/></g>`, "<g>\n<path d=\"M0 0\"/>\n</g>"},
		{"ids by first use", `<g><path fill="url(#zr7-p9)"/><pattern id="zr7-p3"/><pattern id="zr7-p9"/></g>`,
			"<g>\n<path fill=\"url(#p-1)\"/>\n<pattern id=\"p-2\"/>\n<pattern id=\"p-1\"/>\n</g>"},
		{"shows nothing", `<g><rect fill="none" width="5"/><rect fill="#000" fill-opacity="0" stroke="#000" stroke-width="0"/><path transform="matrix(0,0,0,0,5,5)" fill="#123"/></g>`, "<g/>"},
		{"a clip has no colour", `<clipPath id="a"><path d="M0 0" fill="#000"/></clipPath>`, "<clipPath id=\"p-1\">\n<path d=\"M0 0\"/>\n</clipPath>"},
		{"an outline shows", `<rect fill="none" stroke="#123"/>`, `<rect fill="none" stroke="#123"/>`},
		{"spaces of a text stay", `<text>a <tspan>b</tspan> c</text>`, `<text>a <tspan>b</tspan> c</text>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := clean(tt.raw, "p")
			if err != nil {
				t.Fatal(err)
			}
			if g := strings.Replace(string(got), ` xmlns="http://www.w3.org/2000/svg"`, "", 1); g != tt.want {
				t.Errorf("clean gave\n%s\nwant\n%s", g, tt.want)
			}
		})
	}
}

func TestCleanRefuses(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{
		`<svg><script>alert(1)</script></svg>`,
		`<svg><foreignObject/></svg>`,
		`<svg><image href="https://example.org/x.png"/></svg>`,
		`<svg><a href="https://example.org"/></svg>`,
		`<svg onload="x()"/>`,
		`<svg xmlns:h="http://www.w3.org/1999/xhtml"><h:path/></svg>`,
		`<path fill="url(https://example.org/x)"/>`,
		`<path fill="URL(#a b)"/>`,
		`<path style="fill:u\72l(x)"/>`,
		`<path style="behavior:x"/>`,
		`<path ecmeta_data_index="x"/>`,
		`<!DOCTYPE svg><svg/>`,
		`<?xml version="1.0"?><svg/>`,
		`<svg>`, `<svg></g>`, `<svg>&nbsp;</svg>`,
	} {
		if got, err := clean(raw, "p"); err == nil {
			t.Errorf("clean(%q) gave %q and no error", raw, got)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add(`<svg xmlns="http://www.w3.org/2000/svg"><text style="font-size:14px">a &lt; b</text></svg>`)
	f.Add(`<g><path fill="url(#zr7-p9)"/><pattern id="zr7-p9"/></g>`)
	f.Fuzz(func(t *testing.T, raw string) {
		once, err := clean(raw, "p")
		if err != nil {
			t.Skip()
		}
		twice, err := clean(string(once), "p")
		if err != nil || string(twice) != string(once) {
			t.Errorf("cleaning again changed\n%s\nto\n%s (%v)", once, twice, err)
		}
	})
}
