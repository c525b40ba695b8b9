package card

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// cards are words of every kind, by a name for the file to look at.
var cards = map[string]Card{
	"figure":  {"The 2011 robocall investigations in Canada", "Subscriber information was obtained for 949 of 1,597 numbers, and not for 648", "949", "numbers", "Subscriber information obtained", "", "The Daylight project"},
	"home":    {"", "The 2011 robocall investigations in Canada", "1,597", "numbers", "Different numbers in the call records of the 129 complainants named in production orders", "", "The Daylight project"},
	"none":    {"The 2011 robocall investigations in Canada", "What is still not published", "", "", "", "The dates that the call records cover, the provider of each number, and what was asked of whom.", "The Daylight project"},
	"french":  {"Les enquêtes sur les appels robotisés de 2011", "Élections : « deux numéros sur cinq » n’ont pas été reliés à un abonné ; l’œuvre reste à faire", "40,6 %", "", "Numéros pour lesquels aucun renseignement sur l’abonné n’a été obtenu", "", "Le projet Lumière du jour"},
	"unknown": {"A report", "The cost was not published", "not published", "", "Cost of the investigation", "", "Nobody"},
	"long":    {strings.Repeat("A very long title of a report ", 9), strings.Repeat("A long title that goes on and on ", 12), strings.Repeat("1,000,000", 12), strings.Repeat("unit ", 30), strings.Repeat("words of the figure ", 20), "", strings.Repeat("Publisher ", 30)},
	"word":    {"", strings.Repeat("Donaudampfschifffahrt", 9), "", "", "", strings.Repeat("x", 400), ""},
	"empty":   {},
	"greek":   {"Έκθεση", "Отчёт о звонках: ½ × 3 ≥ 1 €", "−12", "°", "Ж", "", "Ł"},
}

// sums are the beginnings of the SHA-256 of each card's pixels. They hold on every processor. Whoever
// changes them changes the version in the key too.
var sums = map[string]string{
	"empty":   "4ebc97815f64",
	"figure":  "716985b98a0b",
	"french":  "09fe14957ed9",
	"greek":   "782173311624",
	"home":    "1dee46b5213f",
	"long":    "6463d6cbdb81",
	"none":    "47bc0ea43541",
	"unknown": "775a5813b827",
	"word":    "9af5df585c95",
}

// TestCardsAreTheSameEverywhere holds the pixels, and that a second drawing gives the
// same bytes. To look at the cards, set DAYLIGHT_CARDS to a folder.
func TestCardsAreTheSameEverywhere(t *testing.T) {
	t.Parallel()
	for name, c := range cards {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if !c.Drawable() {
				t.Fatal("the card is said not to be drawable")
			}
			press := &Press{}
			data, again := drawn(t, press, c), drawn(t, press, c)
			if !bytes.Equal(data, again) {
				t.Error("two drawings differ")
			}
			if dir := os.Getenv("DAYLIGHT_CARDS"); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got := pixelSum(t, data); got != sums[name] {
				t.Errorf("the pixels' sum is %s, not %s", got, sums[name])
			}
			if len(data) > 40_000 {
				t.Errorf("the card has %d bytes", len(data))
			}
		})
	}
}

func drawn(t testing.TB, press *Press, c Card) []byte {
	t.Helper()
	data, err := press.PNG(c)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func pixelSum(t *testing.T, data []byte) string {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	pixels, ok := img.(*image.Paletted)
	if !ok || img.Bounds() != image.Rect(0, 0, Width, Height) {
		t.Fatalf("the card is a %T of %v", img, img.Bounds())
	}
	sum := sha256.Sum256(fmt.Append(pixels.Pix, pixels.Palette))
	return hex.EncodeToString(sum[:6])
}

// BenchmarkPNG measures a whole card.
func BenchmarkPNG(b *testing.B) {
	c := cards["figure"]
	press := &Press{}
	for b.Loop() {
		drawn(b, press, c)
	}
}

// TestDrawable holds which words the fonts cannot set, so that no card shows empty boxes
// or letters in the wrong order.
func TestDrawable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": true, "L’été à Québec : 40,6\u202f%": true, "Ελλάδα": true, "Отчёт": true, "non\u2011breaking\u00ad": true,
		"דוח": false, "تقرير": false, "报告": false, "e\u0301": false, "🙂": false, "\x00": false, "\u202eabc": false,
	} {
		for i, c := range []Card{{Report: text}, {Title: text}, {Value: text}, {Unit: text}, {Words: text}, {Summary: text}, {Publisher: text}} {
			if c.Drawable() != want {
				t.Errorf("%q in field %d: drawable is %v", text, i, !want)
			}
		}
	}
}

// TestWrap holds that lines never are wider than asked, lose no word, and end in "…" when
// there is no room.
func TestWrap(t *testing.T) {
	t.Parallel()
	text := "One two three four\tfive  six\nseven eight nine ten"
	b := block{text: text, size: 60, lines: 30}
	for _, width := range []int{80, 300, 500, column} {
		lines, whole := b.wrap(width)
		if got := strings.Join(lines, " "); width > 200 && got != strings.Join(strings.Fields(text), " ") || !whole {
			t.Errorf("%d: %q, %v", width, lines, whole)
		}
		for _, line := range lines {
			if w := b.advance(line).Ceil(); w > width {
				t.Errorf("%d: the line %q is %d wide", width, line, w)
			}
		}
	}
	b.lines = 1
	if lines, whole := b.wrap(300); whole || len(lines) != 1 || !strings.HasSuffix(lines[0], "…") {
		t.Errorf("a text without room is %q, %v", lines, whole)
	}
	if lines, whole := (block{text: "x", size: 20}).wrap(300); whole || len(lines) != 0 {
		t.Errorf("a block of no lines has %q", lines)
	}
}

// TestRaster holds the surface under simple outlines: a square, one with a hole, and a
// round one, whose surface is known.
func TestRaster(t *testing.T) {
	t.Parallel()
	square := func(r *raster, low, high fixed.Int26_6, turn bool) {
		corners := []fixed.Point26_6{{X: low, Y: low}, {X: high, Y: low}, {X: high, Y: high}, {X: low, Y: high}}
		if turn {
			slices.Reverse(corners)
		}
		r.segment(sfnt.Segment{Op: sfnt.SegmentOpMoveTo, Args: [3]fixed.Point26_6{corners[0]}})
		for _, c := range corners[1:] {
			r.segment(sfnt.Segment{Op: sfnt.SegmentOpLineTo, Args: [3]fixed.Point26_6{c}})
		}
		r.close()
	}
	covered := func(r *raster) (sum int) {
		for _, s := range r.mask().steps {
			sum += int(s)
		}
		return sum
	}
	whole, hole, half := &raster{}, &raster{}, &raster{}
	square(whole, -640, 640, false)
	square(hole, -640, 640, false)
	square(hole, -320, 320, true)
	square(half, 32, 96, false)
	if a, b, c := covered(whole), covered(hole), covered(half); a != 400*shades || b != 300*shades || c != shades {
		t.Errorf("a square of 400 pixels covers %d steps, one with a hole %d, one between pixels %d", a, b, c)
	}
	var round raster
	round.segment(sfnt.Segment{Op: sfnt.SegmentOpMoveTo, Args: [3]fixed.Point26_6{{X: 0, Y: 0}}})
	round.segment(sfnt.Segment{Op: sfnt.SegmentOpQuadTo, Args: [3]fixed.Point26_6{{X: 3200, Y: 6400}, {X: 6400, Y: 0}}})
	round.close()
	if got, want := covered(&round), 100*50*2/3*shades; got < want*99/100 || got > want*101/100 {
		t.Errorf("under the curve %d steps are covered, not about %d", got, want)
	}
	if m := (&raster{}).mask(); m.width != 0 || len(m.steps) != 0 {
		t.Errorf("nothing covers %v", m)
	}
}

// TestKeys holds that no two cards of other words share a key, wherever a word stands.
func TestKeys(t *testing.T) {
	t.Parallel()
	seen := map[string]Card{}
	for _, c := range []Card{{}, {Report: "a"}, {Title: "a"}, {Value: "a"}, {Unit: "a"}, {Words: "a"}, {Summary: "a"}, {Publisher: "a"}, {Report: "a", Title: "a"}, {Title: "aa"}} {
		if other, ok := seen[c.Key()]; ok {
			t.Errorf("%v and %v share a key", c, other)
		}
		seen[c.Key()] = c
	}
}
