package site

import (
	"bytes"
	"context"
	"encoding/json"

	"daylight/internal/figure"
	"daylight/internal/tree"
	"daylight/internal/witness"
)

// provenancePath is where the site says how it was made.
const provenancePath = "provenance.json"

// provenance says what a site was made with and of.
type provenance struct {
	Daylight string     `json:"daylight"`
	ECharts  string     `json:"echarts"`
	SQLite   string     `json:"sqlite"`
	Inputs   inputsHash `json:"inputs"`
}

// inputsHash stands for all inputs: the hash of those lines of SHA256SUMS that name a
// file below source/.
type inputsHash struct {
	Folder string `json:"folder"`
	Files  int    `json:"files"`
	SHA256 string `json:"sha256"`
}

// witnessJobs lists the files by which others recompute the figures, and the one that
// says how the site was made.
func (w *writer) witnessJobs(ctx context.Context) []job {
	data := w.in.Figures.Data
	return []job{
		{path: witness.DatabasePath, file: func() ([]byte, error) {
			return witness.Database(ctx, data, w.languages(), sourceFolder)
		}},
		{path: witness.FiguresPath, file: func() ([]byte, error) { return witness.Figures(w.in.Figures, w.cells()), nil }},
		{path: witness.ReproducePath, file: func() ([]byte, error) { return witness.Reproduce(data, sourceFolder), nil }},
		{path: provenancePath, file: w.provenance},
	}
}

func (w *writer) languages() []string {
	var tags []string
	for _, s := range w.sites {
		tags = append(tags, s.lang.Tag)
	}
	return tags
}

// cells returns every figure that figures.json holds, in its order.
func (w *writer) cells() []witness.Cell {
	var cells []witness.Cell
	for _, name := range w.in.Figures.Names() {
		q := w.in.Figures.Query(name)
		for _, cell := range w.cellsOf(q) {
			cells = append(cells, witness.Cell{Query: q, Row: cell[0], Col: cell[1]})
		}
	}
	return cells
}

// provenance writes how the site was made.
func (w *writer) provenance() ([]byte, error) {
	out, err := json.MarshalIndent(w.sites[0].made(), "", "  ")
	return append(out, '\n'), err
}

func (w *writer) made() provenance {
	var sums bytes.Buffer
	for _, name := range w.in.Project.Paths() {
		data, _ := w.in.Project.Read(name)
		sums.WriteString(tree.Sum(data) + "  " + sourceFolder + name + "\n")
	}
	return provenance{w.in.Version, w.in.Engine, figure.SQLiteVersion(), inputsHash{sourceFolder, w.in.Project.Len(), tree.Sum(sums.Bytes())}}
}
