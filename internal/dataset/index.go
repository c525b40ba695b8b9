package dataset

import (
	"encoding/binary"
	"hash/maphash"
)

// index finds rows by their words in some columns. It keeps row numbers alone,
// and compares by looking into the columns. Without slots it is the index of a
// single column in which each cell is another: the number of a word is its row.
type index struct {
	columns []*column
	slots   []slot // hash table; the length is a power of two
	seed    maphash.Seed
}

// newIndex returns an empty index with room for that many rows.
func newIndex(columns []*column, rows int) *index {
	size := 64
	for size*2 < rows*3 {
		size *= 2
	}
	return &index{columns: columns, slots: make([]slot, size), seed: maphash.MakeSeed()}
}

// add enters a row and returns -1, or the row with the same words that is there already.
func (x *index) add(row int, ids []uint32) int {
	s, hash := x.place(ids)
	if s.entry != 0 {
		return int(s.entry) - 1
	}
	*s = slot{hash, uint32(row) + 1}
	return -1
}

// place returns the slot in which the row with these words is or would be.
func (x *index) place(ids []uint32) (s *slot, hash uint32) {
	var buffer [64]byte
	key := buffer[:0]
	for _, id := range ids {
		key = binary.LittleEndian.AppendUint32(key, id)
	}
	hash = uint32(maphash.Bytes(x.seed, key))
	mask := uint32(len(x.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		if s = &x.slots[at]; s.entry == 0 || s.hash == hash && x.same(int(s.entry-1), ids) {
			return s, hash
		}
	}
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
func (x *index) row(ids []uint32) int {
	if x.slots == nil {
		return int(ids[0])
	}
	s, _ := x.place(ids)
	return int(s.entry) - 1
}

// has tells whether a row has the words that another table numbers as ids.
func (x *index) has(ids []uint32, translations [][]uint32) bool {
	for i, id := range ids {
		if ids[i] = translations[i][id]; ids[i] == absent {
			return false
		}
	}
	return x.row(ids) >= 0
}
