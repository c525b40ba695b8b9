package dataset

import (
	"hash/maphash"
	"strings"
)

// dictionary numbers the distinct texts of a column in the order in which they
// first appear. A column of a table says few things many times: each is kept,
// checked and compared once. The texts stand in one block of memory, so that a
// column of a million different keys costs little more than its bytes.
type dictionary struct {
	text  strings.Builder
	ends  []uint32 // where each word ends in text: a file is far smaller than 4 GiB
	slots []uint32 // hash table of word number + 1; the length is a power of two
	seed  maphash.Seed
}

func newDictionary() *dictionary {
	return &dictionary{slots: make([]uint32, 64), seed: maphash.MakeSeed()}
}

// len returns the number of distinct words.
func (d *dictionary) len() int { return len(d.ends) }

// word returns the word of that number.
func (d *dictionary) word(id uint32) string {
	start := uint32(0)
	if id > 0 {
		start = d.ends[id-1]
	}
	return d.text.String()[start:d.ends[id]]
}

// slot returns the place in slots where a word is or would be.
func (d *dictionary) slot(word string) uint64 {
	mask := uint64(len(d.slots) - 1)
	at := maphash.String(d.seed, word) & mask
	for d.slots[at] != 0 && d.word(d.slots[at]-1) != word {
		at = (at + 1) & mask
	}
	return at
}

// find returns the number of a word, and whether the column has it.
func (d *dictionary) find(word string) (uint32, bool) {
	id := d.slots[d.slot(word)]
	return id - 1, id != 0
}

// add returns the number of a word, giving it one when it is new.
func (d *dictionary) add(word string) uint32 {
	at := d.slot(word)
	if id := d.slots[at]; id != 0 {
		return id - 1
	}
	d.text.WriteString(word)
	d.ends = append(d.ends, uint32(d.text.Len()))
	id := uint32(len(d.ends))
	d.slots[at] = id
	if len(d.ends)*4 > len(d.slots)*3 {
		d.grow()
	}
	return id - 1
}

func (d *dictionary) grow() {
	d.slots = make([]uint32, 2*len(d.slots))
	for id := range d.ends {
		d.slots[d.slot(d.word(uint32(id)))] = uint32(id) + 1
	}
}
