package dataset

import (
	"encoding/binary"
	"hash/maphash"
)

// index finds rows by their words in some columns. It keeps row numbers alone,
// and compares by looking into the columns.
type index struct {
	columns []*column
	slots   []uint32 // hash table of row + 1; the length is a power of two
	seed    maphash.Seed
}

// newIndex returns an empty index with room for that many rows.
func newIndex(columns []*column, rows int) *index {
	size := 64
	for size*2 < rows*3 {
		size *= 2
	}
	return &index{columns: columns, slots: make([]uint32, size), seed: maphash.MakeSeed()}
}

// add enters a row and returns -1, or the row with the same words that is there already.
func (x *index) add(row int, ids []uint32) int {
	at := x.slot(ids)
	if found := x.slots[at]; found != 0 {
		return int(found - 1)
	}
	x.slots[at] = uint32(row) + 1
	return -1
}

// slot returns the place where the row with these words is or would be.
func (x *index) slot(ids []uint32) uint64 {
	var buffer [64]byte
	key := buffer[:0]
	for _, id := range ids {
		key = binary.LittleEndian.AppendUint32(key, id)
	}
	mask := uint64(len(x.slots) - 1)
	at := maphash.Bytes(x.seed, key) & mask
	for x.slots[at] != 0 && !x.same(int(x.slots[at]-1), ids) {
		at = (at + 1) & mask
	}
	return at
}

func (x *index) same(row int, ids []uint32) bool {
	for i, c := range x.columns {
		if c.ids[row] != ids[i] {
			return false
		}
	}
	return true
}

// row returns the row with these words, or -1.
func (x *index) row(ids []uint32) int { return int(x.slots[x.slot(ids)]) - 1 }

// has tells whether a row has the words that another table numbers as ids.
func (x *index) has(ids []uint32, translations [][]uint32) bool {
	for i, id := range ids {
		if ids[i] = translations[i][id]; ids[i] == absent {
			return false
		}
	}
	return x.row(ids) >= 0
}
