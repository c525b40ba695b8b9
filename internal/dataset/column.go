package dataset

// column is one column of a table: the number of a word for each row, and each
// distinct word once, with its status.
type column struct {
	ids     []uint32
	words   *dictionary
	status  []Status // of each word
	inexact bool
}

// appendText adds the next row's cell.
func (c *column) appendText(text string) {
	if n := len(c.ids); n > 0 && c.words.word(c.ids[n-1]) == text {
		c.ids = append(c.ids, c.ids[n-1]) // sorted columns repeat themselves
		return
	}
	c.ids = append(c.ids, c.words.add(text))
}

// maxFaults bounds how many different faulty texts of a column are looked at: it
// will not be loaded anyway, and each may need a search for what was meant.
const maxFaults = 1000

// check judges every distinct word by the field's type and rules. It fills in
// the statuses and returns the faults of those words that have one. primary and key
// tell whether the field is part of the primary key, and of any key.
func (c *column) check(f *Field, missing map[string]Status, primary, key bool) map[uint32]*fault {
	faults := map[uint32]*fault{}
	c.status = make([]Status, c.words.len())
	for id := range c.status {
		word := c.words.word(uint32(id))
		v := verdict{}
		if status, ok := missing[word]; ok {
			v = verdict{status: status, fault: f.refuses(status, primary)}
		} else if v = f.judge(word); bracketed(word) {
			v.fault = undeclared(word, missing)
		} else if key && v.fault == nil {
			v.fault = unlike(word)
		}
		c.status[id] = v.status
		c.inexact = c.inexact || v.status != Exact
		if v.fault != nil {
			if faults[uint32(id)] = v.fault; len(faults) == maxFaults {
				break
			}
		}
	}
	return faults
}
