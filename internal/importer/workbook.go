package importer

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// errPart says that a part of a spreadsheet is missing or is not what it should be.
var errPart = errors.New("a part of the spreadsheet cannot be read")

// workbook is what is read of a spreadsheet: an archive of XML files that refer to each other
// (ECMA-376). Namespaces are not looked at, since its two editions differ in nothing else here.
type workbook struct {
	parts   map[string]*zip.File // by name in small letters
	names   []string             // of the sheets, in their order
	sheets  map[string]string    // their parts
	strings []string             // which cells refer to
	dates   []bool               // by style: whether a number is shown as a day
	from04  bool                 // days are counted from 1904
}

// openWorkbook reads everything but the cells.
func openWorkbook(archive *zip.Reader) (*workbook, error) {
	w := &workbook{parts: map[string]*zip.File{}, sheets: map[string]string{}}
	for _, f := range archive.File {
		w.parts[partName(f.Name)] = f
	}
	top, err := w.relations("")
	if err != nil {
		return nil, err
	}
	main := ""
	for _, r := range top {
		if r.is("officeDocument") {
			main = r.Target
		}
	}
	relations, err := w.relations(main)
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, relations); err != nil {
		return nil, err
	}
	for _, r := range relations {
		switch {
		case r.is("sharedStrings"):
			err = errors.Join(err, w.readStrings(r.Target))
		case r.is("styles"):
			err = errors.Join(err, w.readStyles(r.Target))
		}
	}
	return w, err
}

// partName writes the name of a part in one way: they are the same in capitals.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// open opens a part to read its XML.
func (w *workbook) open(name string) (*xml.Decoder, io.Closer, error) {
	part := w.parts[partName(name)]
	if part == nil {
		return nil, nil, errPart
	}
	r, err := part.Open()
	if err != nil {
		return nil, nil, err
	}
	return xml.NewDecoder(io.LimitReader(r, maxUnzip)), r, nil
}

// read decodes a part as a whole.
func (w *workbook) read(name string, into any) error {
	d, closer, err := w.open(name)
	if err != nil {
		return err
	}
	defer closer.Close()
	return d.Decode(into)
}

// relation says which part stands for what.
type relation struct{ ID, Type, Target string }

func (r relation) is(kind string) bool { return strings.HasSuffix(r.Type, "/"+kind) }

// relations reads what a part refers to; their targets become whole names.
func (w *workbook) relations(of string) ([]relation, error) {
	dir, base := path.Split(of)
	var file struct {
		Relations []struct {
			ID         string `xml:"Id,attr"`
			Type       string `xml:"Type,attr"`
			Target     string `xml:"Target,attr"`
			TargetMode string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := w.read(dir+"_rels/"+base+".rels", &file); err != nil {
		return nil, err
	}
	var list []relation
	for _, r := range file.Relations {
		if r.TargetMode == "External" {
			continue
		}
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		list = append(list, relation{r.ID, r.Type, strings.TrimPrefix(target, "/")})
	}
	return list, nil
}

// readSheets finds the sheets that hold cells.
func (w *workbook) readSheets(name string, relations []relation) error {
	var file struct {
		Properties struct {
			From04 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.read(name, &file); err != nil {
		return err
	}
	w.from04 = file.Properties.From04 == "1" || file.Properties.From04 == "true"
	for _, sheet := range file.Sheets {
		for _, a := range sheet.Attrs {
			for _, r := range relations {
				if a.Name.Local == "id" && a.Value == r.ID && r.is("worksheet") {
					w.names = append(w.names, sheet.Name)
					w.sheets[sheet.Name] = r.Target
				}
			}
		}
	}
	if len(w.names) == 0 {
		return errPart
	}
	return nil
}

// words are a text in pieces, each of which may look different. How it is pronounced is left out.
type words struct {
	Texts []string `xml:"t"`
	Runs  []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t words) String() string {
	text := strings.Join(t.Texts, "")
	for _, r := range t.Runs {
		text += r.Text
	}
	return unescaped(text)
}

// unescaped replaces _x000D_ and the like, which stand for characters that XML cannot hold.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var b strings.Builder
	for text != "" {
		if len(text) >= 7 && text[:2] == "_x" && text[6] == '_' {
			if n, err := strconv.ParseUint(text[2:6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				text = text[7:]
				continue
			}
		}
		b.WriteByte(text[0])
		text = text[1:]
	}
	return strings.ToValidUTF8(b.String(), "\ufffd")
}

func (w *workbook) readStrings(name string) error {
	d, closer, err := w.open(name)
	if err != nil {
		return err
	}
	defer closer.Close()
	return elements(d, func(start xml.StartElement) error {
		if start.Name.Local != "si" {
			return nil
		}
		var t words
		err := d.DecodeElement(&t, &start)
		w.strings = append(w.strings, t.String())
		return err
	})
}

// elements calls do for each element that begins, but for those that do reads to their end.
func elements(d *xml.Decoder, do func(xml.StartElement) error) error {
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := do(start); err != nil {
				return err
			}
		}
	}
}

// readStyles finds the styles that show a number as a day.
func (w *workbook) readStyles(name string) error {
	var file struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Styles []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.read(name, &file); err != nil {
		return err
	}
	own := map[int]bool{}
	for _, f := range file.Formats {
		own[f.ID] = showsDay(f.Code)
	}
	for _, s := range file.Styles {
		day, known := own[s.Format]
		w.dates = append(w.dates, day || !known && isDayFormat(s.Format))
	}
	return nil
}

// isDayFormat tells whether a format that has a number and no code shows a day.
func isDayFormat(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

// showsDay tells whether the code of a format shows a day. What it quotes, and what stands in
// brackets, is no part of that.
func showsDay(code string) bool {
	var b strings.Builder
	var end byte
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case end != 0:
			if c == end {
				end = 0
			}
		case c == '"':
			end = '"'
		case c == '[':
			end = ']'
		case c == '\\' || c == '_' || c == '*':
			i++
		default:
			b.WriteByte(c)
		}
	}
	code = strings.ToLower(b.String())
	return strings.Contains(code, "yy") || strings.Contains(code, "d") && strings.Contains(code, "m")
}

// at reads the name of a cell, "B12", as a column and a row that count from 0.
func at(name string) (col, row int, ok bool) {
	letters := strings.TrimRight(name, "0123456789")
	for _, c := range []byte(letters) {
		if c < 'A' || c > 'Z' || col > 16384 {
			return 0, 0, false
		}
		col = col*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(name[len(letters):])
	return col - 1, row - 1, err == nil && col > 0 && row > 0 && row <= maxRows*2 && col <= 16384
}
