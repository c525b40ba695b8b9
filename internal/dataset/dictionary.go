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
	slots []slot   // hash table; the length is a power of two
	seed  maphash.Seed
}

// slot is an entry of a hash table: half of the hash, which settles most
// comparisons and makes growing cheap, and a number + 1 (0: the slot is free).
type slot struct{ hash, entry uint32 }

func newDictionary() *dictionary {
	return &dictionary{slots: make([]slot, 64), seed: maphash.MakeSeed()}
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

// place returns the slot in which a word is or would be.
func (d *dictionary) place(word string, hash uint32) *slot {
	mask := uint32(len(d.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		if s := &d.slots[at]; s.entry == 0 || s.hash == hash && d.word(s.entry-1) == word {
			return s
		}
	}
}

// find returns the number of a word, and whether the column has it.
func (d *dictionary) find(word string) (uint32, bool) {
	s := d.place(word, uint32(maphash.String(d.seed, word)))
	return s.entry - 1, s.entry != 0
}

// add returns the number of a word, giving it one when it is new.
func (d *dictionary) add(word string) uint32 {
	hash := uint32(maphash.String(d.seed, word))
	s := d.place(word, hash)
	if s.entry != 0 {
		return s.entry - 1
	}
	d.text.WriteString(word)
	d.ends = append(d.ends, uint32(d.text.Len()))
	*s = slot{hash, uint32(len(d.ends))}
	if len(d.ends)*3 > len(d.slots)*2 {
		d.grow()
	}
	return uint32(len(d.ends)) - 1
}

func (d *dictionary) grow() {
	old := d.slots
	d.slots = make([]slot, 2*len(old))
	mask := uint32(len(d.slots) - 1)
	for _, s := range old {
		if s.entry == 0 {
			continue
		}
		at := s.hash & mask
		for d.slots[at].entry != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = s
	}
}
