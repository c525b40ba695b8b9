package main

import (
	"strings"
	"testing"

	"daylight/internal/echarts"
)

// little has the parts of ECharts that a drawing calls, and some that none does.
const little = `function setPlatformAPI() { return "é {"; }
function used() { return "<svg/>"; }
function unused() { return function () { return "inside"; }; }
function init() {
  return { setOption: function () {}, renderToSVGString: function () { return used(); }, dispose: function () {},
    never: function (a) { if (a) { return unused(); } } };
}

export {
  init,
  setPlatformAPI
};
`

func TestCut(t *testing.T) {
	t.Parallel()
	got, err := cut([]byte(little), []echarts.Drawing{{Option: []byte("{}"), Width: 10, Height: 10}})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(`{ return function () { return "inside"; }; }`, "{leftOut()}", `{ if (a) { return unused(); } }`, "{leftOut()}").Replace(little)
	if string(got) != want {
		t.Errorf("cut to\n%s\nwant\n%s", got, want)
	}
	for _, bad := range []string{"function (", strings.Replace(little, "return used()", "return absent()", 1)} {
		if _, err := cut([]byte(bad), []echarts.Drawing{{Option: []byte("{}"), Width: 10, Height: 10}}); err == nil {
			t.Errorf("no error for a module that draws nothing:\n%s", bad)
		}
	}
}

func TestReadDrawings(t *testing.T) {
	t.Parallel()
	all, err := readDrawings(drawn)
	if err != nil || len(all) < 10 || all[0].Width == 0 || all[0].Height == 0 || len(all[0].Option) == 0 {
		t.Errorf("%d drawings (%v)", len(all), err)
	}
	for _, pattern := range []string{"nothing.*", "main.go", "["} {
		if _, err := readDrawings(pattern); err == nil {
			t.Errorf("no error for %s", pattern)
		}
	}
}
