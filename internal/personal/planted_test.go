package personal

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// planted are made-up data of each kind, in the forms in which people write them.
func planted() map[Kind][]string {
	return map[Kind][]string{
		Telephone: {
			"613-555-0142", "(613) 555-0142", "613.555.0142", "613 555 0142", "6135550142", "1-613-555-0142", "+1 613 555 0142", "+16135550142",
			"1 (800) 555-0199", "+44 20 7946 0958", "020 7946 0958", "+33 1 99 00 12 34", "06 39 98 12 34", "00 44 20 7946 0958", "011 44 20 7946 0958", "Tel. 555-0142", "(555) 123-4567", "123-456-7890",
			"514‑555‑0142", "６１３-５５５-０１４２", "613 555 0142", "613-555-0142 ext. 12", "416-555-0142x9",
		},
		Email: {
			"jane.doe@example.org", "JANE@EXAMPLE.CA", "j+tag@mail.example.co.uk", "jane [at] example.org", "jane(at)example(dot)org", "jane at example dot com", "jeanne@exemple.québec", "o'neil@example.ca", "jane＠example.org",
		},
		IP:          {"203.0.113.7", "192.168.1.20", "2001:db8::1:2", "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "fe80::1ff:fe23:4567:890a"},
		PostalCode:  {"K1A 0A6", "k1a 0a6", "K1A0A6", "M5V-3L9", "SW1A 1AA", "EC1A 1BB", "M1 1AE", "ZIP 90210", "Springfield, IL 62701", "code postal 75008"},
		Card:        {"4111 1111 1111 1111", "4111111111111111", "5555-5555-5555-4444", "3782 822463 10005", "6011000990139424", "2223003122003222"},
		Insurance:   {"046 454 286", "046-454-286", "046454286"},
		IBAN:        {"GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR14 2004 1010 0505 0001 3M02 606", "GB82WEST12345698765432"},
		Coordinates: {"45.42153, -75.69719", "45.4215;-75.6972", "lat 45.421, -75.697", "45°25'17\"N 75°41'50\"W", "45.4215 N, 75.6972 W", "45.4215,-75.6972"},
	}
}

// wanted is the code that each kind is reported with.
func wanted() map[Kind]diag.Code {
	return map[Kind]diag.Code{
		Telephone: CodeTelephone, Email: CodeEmail, IP: CodeIP, PostalCode: CodePostalCode,
		Card: CodeCard, Insurance: CodeInsurance, IBAN: CodeIBAN, Coordinates: CodeCoordinates,
	}
}

const reportYAML = "title: {en: T}\ncontact:\n  en: Write to press@example.org\n"

// plant puts a text into one kind of place of a small project.
func plant(place, text string) (map[string][]byte, bool) {
	quoted, _ := json.Marshal(text)
	field, cell, title := "name", "a plain cell", `"A title"`
	files := map[string][]byte{"content/report.yaml": []byte(reportYAML)}
	switch place {
	case "cell":
		cell = `"seen at ` + strings.ReplaceAll(text, `"`, `""`) + ` in May"`
	case "whole cell":
		cell = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		if strings.ContainsRune("+-=@", rune(text[0])) {
			return nil, false // refused as a formula
		}
	case "header":
		title = string(quoted)
	case "Markdown":
		files["content/en/index.md"] = []byte("---\ntitle: T\n---\n\nA sentence with " + text + " in it.\n")
	case "wrapped Markdown":
		before, after, ok := strings.Cut(text, " ")
		if !ok {
			return nil, false
		}
		files["content/en/index.md"] = []byte("---\ntitle: T\n---\n\nA sentence with " + before + "\n" + after + " in it.\n")
	case "YAML":
		files["content/charts/a.yaml"] = []byte("title:\n  en: " + string(quoted) + "\n")
	case "SQL":
		files["data/figures/a.sql"] = []byte("-- title.en: T\nSELECT '" + strings.ReplaceAll(text, "'", "''") + "' AS a;\n")
	case "file name":
		if strings.ContainsAny(text, "/\\:\"'") {
			return nil, false
		}
		files["content/static/list "+text+".txt"] = []byte("nothing")
	case "PNG":
		files["content/images/a.png"] = pngWith("tEXt", []byte("Comment\x00"+text))
	case "packed PNG":
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write([]byte("some words, " + text))
		w.Close()
		files["content/images/a.png"] = pngWith("zTXt", append([]byte("Comment\x00\x00"), packed.Bytes()...))
	case "JPEG":
		comment := []byte("taken by " + text)
		files["content/images/a.jpg"] = append(binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xfe"), uint16(len(comment)+2)), append(comment, "\xff\xda\x00\x02\xff\xd9"...)...)
	case "WebP":
		xmp := []byte("<x:xmpmeta>" + text + "</x:xmpmeta>")
		files["content/images/a.webp"] = append(binary.LittleEndian.AppendUint32([]byte("RIFF\x00\x00\x00\x00WEBPXMP "), uint32(len(xmp))), xmp...)
	}
	files["data/t.csv"] = []byte(field + ",n\n" + cell + ",6135550142\n")
	files[dataset.PackagePath] = []byte(`{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "name", "type": "string", "title": ` + title + `}, {"name": "n", "type": "integer", "constraints": {"maximum": 9999999999}}]}}]}`)
	return files, true
}

func pngWith(kind string, body []byte) []byte {
	data := append([]byte("\x89PNG\r\n\x1a\n"), binary.BigEndian.AppendUint32(nil, uint32(len(body)))...)
	data = append(append(append(data, kind...), body...), 0, 0, 0, 0)
	return append(data, "\x00\x00\x00\x00IEND\xae\x42\x60\x82"...)
}

// scan looks through a project as a build does.
func scan(tb testing.TB, files map[string][]byte) diag.List {
	tb.Helper()
	project, err := tree.New(files)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := Files(project)
	if err != nil {
		list, _ := diag.AsList(err)
		return list
	}
	data, err := dataset.Load(project)
	if err != nil {
		tb.Fatal(err)
	}
	list, _ := diag.AsList(s.Tables(data))
	return list
}

// Every planted item is found wherever it stands, as what it is, and no message gives it away.
func TestPlanted(t *testing.T) {
	t.Parallel()
	total := 0
	for _, place := range []string{"cell", "whole cell", "header", "Markdown", "wrapped Markdown", "YAML", "SQL", "file name", "PNG", "packed PNG", "JPEG", "WebP"} {
		for kind, texts := range planted() {
			for _, text := range texts {
				files, ok := plant(place, text)
				if !ok || !ascii(text) && (place == "PNG" || place == "JPEG" || place == "WebP" || place == "packed PNG") {
					continue
				}
				total++
				found := scan(t, files)
				ok = false
				for _, d := range found {
					ok = ok || d.Code == wanted()[kind]
					if strings.Contains(d.String()+d.Hint, text) {
						t.Errorf("%s: a message gives %q away: %s", place, text, d)
					}
				}
				if !ok {
					t.Errorf("%s: %s %q: found %v", place, kind, text, found)
				}
			}
		}
	}
	if total < 200 {
		t.Errorf("only %d items were planted", total)
	}
	t.Logf("%d items", total)
}

// What is full of digits and signs but reaches nobody.
func TestInnocent(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"949 + 648 = 1,597", "6,051 incoming calls of 129 complainants, 1,597 numbers", "2011-05-02", "2011-03-26/2011-05-02", "from 2011 to 2012, paras 122 to 124",
		"https://www.cbc.ca/news/politics/elections-canada-probing-call-complaints-in-200-ridings-1.1193246", "https://www.theglobeandmail.com/news/article4492630/",
		"http://www.edmontonjournal.com/news/Elections%20Canada/9788035/story.html", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03", "550e8400-e29b-41d4-a716-446655440000", "2013 FC 525", "[@cce2014, para. 57]", "[@cce2014; @ec2012]",
		"ISBN 978-3-16-148410-0", "ISBN 0-306-40615-2", "doi:10.1000/xyz123456789", "v1.2.3.4", "version 6.1.0", "12:30:45", "10:30 to 11:45", "0.594, 0.406", "59.4% and 40.6%",
		"1 234 567 890", "$650,000", "figure:subscribers.obtained", "[949](figure:subscribers.obtained)", "logo@2x.png", "127.0.0.1", "0.0.0.0", "SELECT x::text", "a::b", "B2B and C-23", "calls[total].numbers",
		"2012-11,complaints,after-reports,1048", "1726, 2448, 40000", "99 1048 252", "129,6051,1597", "9999999999999999", "1000000000", "#ffffff", "20111231", "CC BY 4.0", "at most 4 dots", "Look at this dot", "shares of 0.61803, 0.27182",
	} {
		if hits := find(text); len(hits) > 0 {
			t.Errorf("%q: %v", text, hits)
		}
		for _, d := range disguises(text) {
			if hits := find(d); len(hits) > 0 {
				t.Errorf("%q read as %q: %v", text, d, hits)
			}
		}
	}
}

func TestDisguised(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"jane&#64;example.org", "jane&commat;example.org", `"jane\u0040example.org"`, `"jane\x40example.org"`, "mailto:jane%40example.org", "tel:+1-613-555-0142", "https://wa.me/16135550142", "https://x.example/?phone=6135550142", "https://203.0.113.7/a"} {
		if len(everyHit(line, "", find)) == 0 {
			t.Errorf("%q is let through", line)
		}
	}
}

// A picture that says where it was taken is found, in either order of bytes.
func TestPlaceOfPicture(t *testing.T) {
	t.Parallel()
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		head := "II*\x00"
		if order == binary.AppendByteOrder(binary.BigEndian) {
			head = "MM\x00*"
		}
		entry := func(b []byte, tag uint16, value uint32) []byte {
			b = order.AppendUint16(b, tag)
			b = order.AppendUint16(b, 4)
			b = order.AppendUint32(b, 1)
			return order.AppendUint32(b, value)
		}
		exif := order.AppendUint32([]byte(head), 8)
		exif = entry(order.AppendUint16(exif, 1), 0x8825, 26)
		exif = order.AppendUint32(exif, 0)
		exif = entry(order.AppendUint16(exif, 1), 2, 60)
		files, _ := plant("", "")
		files["content/images/a.png"] = pngWith("eXIf", exif)
		if found := scan(t, files); len(found) != 1 || found[0].Code != CodeCoordinates {
			t.Errorf("%s: %v", head, found)
		}
	}
}

func TestAllowances(t *testing.T) {
	t.Parallel()
	const allowance = "allowed:\n  - {place: %s, kind: %s, reason: {en: the office's own}}\n"
	for _, c := range []struct{ name, place, text, yaml, want string }{
		{"allowed in a page", "Markdown", "613-555-0142", fmt.Sprintf(allowance, "content/en/index.md", "telephone"), ""},
		{"allowed in a column", "cell", "613-555-0142", fmt.Sprintf(allowance, `"data/t.csv#name"`, "telephone"), ""},
		{"another kind", "cell", "jane@example.org", fmt.Sprintf(allowance, `"data/t.csv#name"`, "telephone"), "[personal-email]"},
		{"unused", "none", "", fmt.Sprintf(allowance, "content/report.yaml", "email"), "nothing of this kind stands in this place [personal-allowance]"},
		{"more than allowed", "Markdown", "613-555-0142 and\n\nagain 613-555-0143", fmt.Sprintf(allowance, "content/en/index.md", "telephone"), "content/en/index.md:7:7: "},
		{"fewer than allowed", "Markdown", "613-555-0142", "allowed:\n  - {place: content/en/index.md, kind: telephone, times: 2, reason: {en: x}}\n", "less often than the allowance says"},
		{"no reason", "Markdown", "613-555-0142", "allowed:\n  - {place: content/en/index.md, kind: telephone}\n", "[conf-missing-key]"},
		{"empty reason", "Markdown", "613-555-0142", "allowed:\n  - {place: content/en/index.md, kind: telephone, reason: {en: \" \"}}\n", "an allowance needs a reason"},
		{"unknown kind", "none", "", fmt.Sprintf(allowance, "content/report.yaml", "phone"), "there is no such kind"},
		{"unknown place", "none", "", fmt.Sprintf(allowance, "content/x.md", "email"), "the project has no such file"},
		{"the reason itself", "Markdown", "613-555-0142", "allowed:\n  - {place: content/en/index.md, kind: telephone, reason: {en: of jane@example.org}}\n", "content/personal.yaml:2:64: the reason holds"},
		{"twice", "none", "", fmt.Sprintf(allowance, "content/report.yaml", "email") + "  - {place: content/report.yaml, kind: email, reason: {en: x}}\n", "allowed twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files, _ := plant(c.place, c.text)
			files[Path] = []byte(c.yaml)
			got := scan(t, files).Error()
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Counts are judged by their field's maximum: a large one needs it, a smaller one is no telephone number.
func TestCounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, field, cell string
		code              diag.Code
	}{
		{"no maximum", `{"name": "n", "type": "string", "daylight": "count"}`, "6135550142", CodeCount},
		{"a bound", `{"name": "n", "type": "string", "daylight": "count"}`, ">6135550142", CodeCount},
		{"a band", `{"name": "n", "type": "string", "daylight": "count"}`, "0..613555014", CodeCount},
		{"a maximum", `{"name": "n", "type": "string", "daylight": "count", "constraints": {"maximum": 9999999999}}`, "6135550142", ""},
		{"small", `{"name": "n", "type": "string", "daylight": "count"}`, "61355501", ""},
		{"points", `{"name": "latitude", "type": "number"}, {"name": "longitude", "type": "number"}`, "45.4215,-75.6972", CodeCoordinates},
		{"provinces", `{"name": "lat", "type": "number"}, {"name": "lon", "type": "number"}`, "45.4,-75.6", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			header := "n"
			if strings.Contains(c.field, "lat") {
				header = strings.NewReplacer(`{"name": "`, "", `", "type": "number"}`, "", ", ", ",").Replace(c.field)
			}
			found := scan(t, map[string][]byte{
				dataset.PackagePath: []byte(`{"resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [` + c.field + `]}}]}`),
				"data/t.csv":        []byte(header + "\n" + c.cell + "\n"),
			})
			if c.code == "" && len(found) > 0 || c.code != "" && (len(found) != 1 || found[0].Code != c.code) {
				t.Errorf("got %v, want %s", found, c.code)
			}
		})
	}
}

// A scan never panics, and every hit has a place in its text.
func FuzzFind(f *testing.F) {
	for _, texts := range planted() {
		for _, text := range texts {
			f.Add(text)
		}
	}
	f.Add("+00000000000 (((0)0)0)0 ext ٠١٢")
	f.Fuzz(func(t *testing.T, text string) {
		for _, h := range everyHit(text, text, find) {
			if h.at > len(text) || h.at < -1 {
				t.Errorf("%q: a hit at %d", text, h.at)
			}
		}
	})
}

// A file of any bytes never makes the reader of pictures panic.
func FuzzPicture(f *testing.F) {
	f.Add(pngWith("zTXt", []byte("a\x00\x00\x78\x9c")))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x08Exif\x00\x00"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPEXIF\x08\x00\x00\x00II*\x00\x08\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		(&Scan{}).picture("a.png", data)
	})
}

func BenchmarkMillionCells(b *testing.B) {
	texts := make([]string, 1_000_000)
	for i := range texts {
		texts[i] = fmt.Sprintf("district %d of province-%d, 2011-05-%02d", i, i%13, i%28+1)
	}
	for b.Loop() {
		for _, text := range texts {
			if len(find(text)) > 0 {
				b.Fatal(text)
			}
		}
	}
}
