package durable

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// cacheLimit is how much a cache may hold; over it, what was not used for longest
// goes until three quarters are left.
const cacheLimit = 256 << 20

// Cache keeps values by key under the user's cache folder. It is safe for two
// builds at once and after a kill: a damaged entry is a miss. Its size is bounded.
//
// An entry is a file named after the SHA-256 of its key. It begins with the SHA-256
// of key and value together, so that no other bytes are ever taken for the value.
// Entries appear whole, by a rename; they are not forced onto the disk, since one
// that is lost or torn is only a miss.
type Cache struct {
	dir   string // "" for a cache that always misses
	limit int64

	mu   sync.Mutex
	size int64 // of all entries; -1 before they were counted
}

// OpenCache returns the cache in dir, or in the user's cache folder when dir is
// "". A cache that cannot be written is a cache that always misses.
func OpenCache(dir string) *Cache {
	if dir == "" {
		if user, err := os.UserCacheDir(); err == nil {
			dir = filepath.Join(user, "daylight")
		}
	}
	return &Cache{dir: dir, limit: cacheLimit, size: -1}
}

// Get returns what was put under key.
func (c *Cache) Get(key string) ([]byte, bool) {
	if c.dir == "" {
		return nil, false
	}
	name := c.entry(key)
	data, err := readRegular(name)
	if err != nil || len(data) < sha256.Size {
		return nil, false
	}
	value := data[sha256.Size:]
	if seal(key, value) != [sha256.Size]byte(data) {
		os.Remove(name)
		return nil, false
	}
	now := time.Now()
	if info, err := os.Stat(name); err == nil && now.Sub(info.ModTime()) > time.Hour {
		os.Chtimes(name, now, now) // used: it is not the next to go
	}
	return value, true
}

// Put keeps data under key; a failure to write is silent, since a cache may not matter.
func (c *Cache) Put(key string, data []byte) {
	if c.dir == "" || int64(len(data)) > c.limit/4 {
		return
	}
	name := c.entry(key)
	if os.MkdirAll(filepath.Dir(name), 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(c.dir, "new-*")
	if err != nil {
		return
	}
	sum := seal(key, data)
	_, err = f.Write(append(sum[:], data...))
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), name) != nil {
		os.Remove(f.Name())
		return
	}
	c.grow(int64(sha256.Size + len(data)))
}

func (c *Cache) entry(key string) string {
	sum := sha256.Sum256([]byte(key))
	name := hex.EncodeToString(sum[:])
	return filepath.Join(c.dir, name[:2], name[2:])
}

// seal returns the sum that an entry begins with.
func seal(key string, value []byte) [sha256.Size]byte {
	keySum := sha256.Sum256([]byte(key))
	return sha256.Sum256(append(keySum[:], value...))
}

// grow counts what was added and, over the limit, removes what was not used for
// longest. The entries are looked at once, by the first Put of a process.
func (c *Cache) grow(added int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size >= 0 {
		if c.size += added; c.size <= c.limit {
			return
		}
	}
	entries := c.list()
	c.size = 0
	for _, e := range entries {
		c.size += e.size
	}
	if c.size <= c.limit {
		return
	}
	slices.SortFunc(entries, func(a, b cached) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.name, b.name)) })
	for _, e := range entries {
		if c.size <= c.limit/4*3 {
			return
		}
		if os.Remove(e.name) == nil {
			c.size -= e.size
		}
	}
}

type cached struct {
	name string
	size int64
	used time.Time
}

// list returns every file of the cache, those that a killed build left half
// written too: they go in their turn.
func (c *Cache) list() []cached {
	var entries []cached
	// An entry that another build removes meanwhile is no matter.
	_ = filepath.WalkDir(c.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			entries = append(entries, cached{name, info.Size(), info.ModTime()})
		}
		return nil
	})
	return entries
}
