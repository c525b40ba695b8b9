package witness

import (
	"bytes"
	"fmt"

	"daylight/internal/dataset"
	"daylight/internal/figure"
)

const reproduceHead = `-- Recomputes every figure of this report from the published CSV files alone.
-- In the folder of a downloaded copy of the site, run:
--
--   sqlite3 :memory: < reproduce.sql
--
-- Each table is imported as text, then typed: of a count f, f is the exact value or NULL,
-- f_low and f_high are its lowest and highest possible values, f_status says which kind
-- it is. The figures are those of figures.sql. The last line is figures|N|ok|N.
.bail on
`

// Reproduce returns the text of reproduce.sql. The CSV files lie below folder.
func Reproduce(data *dataset.Set, folder string) []byte {
	var b bytes.Buffer
	b.WriteString(reproduceHead)
	for _, t := range data.Tables {
		raw := "_csv_" + t.Schema.Name
		create, fill := figure.TypedTable(raw, t)
		fmt.Fprintf(&b, "\n%s;\n.import --csv --skip 1 %s%s %s\n%s;\n%s;\nDROP TABLE %s;\n",
			figure.RawTable(raw, t), folder, t.Schema.Path, raw, create, fill, quote(raw))
	}
	fmt.Fprintf(&b, "\n.read %s\n", FiguresPath)
	return b.Bytes()
}
