package figure

import (
	"context"
	"errors"
	"time"
	"unsafe"

	"daylight/internal/dataset"
	"daylight/internal/figure/sqlite"
)

// limits are what a query may take.
type limits struct {
	time  time.Duration
	rows  int
	bytes int // of the rows together, as they lie in memory
	// memory is by how many bytes SQLite may grow while it runs, together with the runs
	// that are made at the same time.
	memory int64
}

// allowed is what a query may take in a build. A page can show far fewer rows; what
// has more is a table, and belongs in a CSV.
var allowed = limits{time: 10 * time.Second, rows: 100_000, bytes: 128 << 20, memory: 512 << 20}

// longest is the longest text or row inside a query, in bytes: a cell of the most
// characters fits. Where the query calls slow functions, it is longestSlow.
const longest, longestSlow = 140_000, 5_000

// slow are the functions that take the product of the lengths of two texts. The time
// limit cannot stop a function in its midst, nor between two in one expression: with
// the longest texts, mostSlow of them take some seconds.
var slow = []string{"glob", "instr", "like", "ltrim", "replace", "rtrim", "trim"}

// mostSlow is how often a query may call slow functions, and longestStatement how
// long it may be: any function takes a tenth of a millisecond of the longest text.
const mostSlow, longestStatement = 50, 100_000

// errTime and the others say which limit a query met.
var (
	errTime   = errors.New("time")
	errRows   = errors.New("rows")
	errBytes  = errors.New("bytes")
	errMemory = errors.New("memory")
)

// answer is what one run of a query gave: its rows one after the other in cells,
// or why there are none.
type answer struct {
	cells []sqlite.Cell
	rows  int
	err   error
}

// row returns the cells of a row of the given width.
func (a answer) row(i, width int) []sqlite.Cell { return a.cells[i*width : (i+1)*width] }

// worker is a database with the data's tables on which queries run, one after
// the other.
type worker struct {
	db     *sqlite.DB
	data   *dataset.Set
	limits limits
	order  order
	memory int64 // that SQLite took when the databases were filled
}

// fill makes the tables and loads the columns that are read.
func (w *worker) fill(ctx context.Context, reads []Read) error {
	for _, t := range w.data.Tables {
		if err := w.db.Exec(createSQL(t.Schema.Name, layout(t))); err != nil {
			return err
		}
	}
	for _, name := range tablesRead(reads) {
		t := w.data.Table(name)
		if err := load(ctx, w.db, t, needed(t, reads), w.order); err != nil {
			return err
		}
	}
	return nil
}

// run runs a query once.
func (w *worker) run(ctx context.Context, s *script) answer {
	ctx, cancel := context.WithTimeout(ctx, w.limits.time)
	defer cancel()
	most := w.memory + w.limits.memory
	why := errTime
	w.db.StopWhen(func() bool {
		if w.db.MemoryUsed() > most {
			why = errMemory
		}
		return why == errMemory || ctx.Err() != nil
	})
	defer w.db.StopWhen(nil)
	w.db.LimitLength(s.longest())
	defer w.db.LimitLength(longest)
	stmt, _, err := w.db.Prepare(s.sql)
	if err != nil {
		return answer{err: err}
	}
	defer stmt.Close()
	var a answer
	for size := 0; ; {
		more, err := stmt.Step()
		var fault *sqlite.Error
		switch {
		case errors.As(err, &fault) && fault.Code == sqlite.Interrupted:
			return answer{err: why}
		case err != nil:
			return answer{err: err}
		case !more:
			return a
		case a.rows == w.limits.rows:
			return answer{err: errRows}
		}
		from := len(a.cells)
		a.cells = stmt.Row(a.cells)
		a.rows++
		if size += sizeOf(a.cells[from:]); size > w.limits.bytes {
			return answer{err: errBytes}
		}
	}
}

// longest returns the longest text that the script may make or read.
func (s *script) longest() int {
	if s.slow {
		return longestSlow
	}
	return longest
}

// sizeOf returns how many bytes cells take.
func sizeOf(cells []sqlite.Cell) int {
	size := len(cells) * int(unsafe.Sizeof(sqlite.Cell{}))
	for i := range cells {
		size += len(cells[i].Text)
	}
	return size
}

const (
	unorderedOn  = "PRAGMA reverse_unordered_selects = ON"
	unorderedOff = "PRAGMA reverse_unordered_selects = OFF"
)

// runUnordered runs a query once with the rows of unordered parts reversed.
func (w *worker) runUnordered(ctx context.Context, s *script) answer {
	if err := w.db.Exec(unorderedOn); err != nil {
		return answer{err: err}
	}
	a := w.run(ctx, s)
	if err := w.db.Exec(unorderedOff); err != nil {
		return answer{err: err}
	}
	return a
}
