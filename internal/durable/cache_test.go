package durable

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func TestCacheKeepsBetweenRuns(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "daylight")
	values := map[string][]byte{"a": []byte("A"), "b": {}, "": []byte("no name"), "../../x": bytes.Repeat([]byte{0, 255}, 5000)}
	for key, value := range values {
		if _, ok := OpenCache(dir).Get(key); ok {
			t.Errorf("%q is there before it was put", key)
		}
		OpenCache(dir).Put(key, value)
	}
	for key, value := range values {
		if got, ok := OpenCache(dir).Get(key); !ok || !bytes.Equal(got, value) {
			t.Errorf("%q: got %d bytes, %v", key, len(got), ok)
		}
	}
}

// Whatever happens to an entry's file, Get returns what was put, or nothing.
func TestCacheDamageIsAMiss(t *testing.T) {
	t.Parallel()
	damages := map[string]func(t *testing.T, c *Cache, file string) error{
		"empty":     func(t *testing.T, c *Cache, file string) error { return os.Truncate(file, 0) },
		"cut":       func(t *testing.T, c *Cache, file string) error { return os.Truncate(file, 40) },
		"cut value": func(t *testing.T, c *Cache, file string) error { return os.Truncate(file, 32) },
		"one bit": func(t *testing.T, c *Cache, file string) error {
			data, err := os.ReadFile(file)
			data[len(data)-1] ^= 1
			os.WriteFile(file, data, 0o600)
			return err
		},
		"another key's": func(t *testing.T, c *Cache, file string) error {
			c.Put("other", []byte("other value"))
			return os.Rename(c.entry("other"), file)
		},
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := OpenCache(t.TempDir())
			c.Put("key", []byte("the value"))
			if err := damage(t, c, c.entry("key")); err != nil {
				t.Fatal(err)
			}
			if got, ok := c.Get("key"); ok {
				t.Errorf("got %q", got)
			}
			c.Put("key", []byte("the value"))
			if got, ok := c.Get("key"); !ok || string(got) != "the value" {
				t.Errorf("after it was put again: got %q, %v", got, ok)
			}
		})
	}
}

func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	c := OpenCache(t.TempDir())
	c.limit = 10_000
	value := make([]byte, 1000-32)
	for i := range 9 {
		c.Put(fmt.Sprint(i), value)
		used := time.Now().Add(time.Duration(i-100) * time.Hour)
		if err := os.Chtimes(c.entry(fmt.Sprint(i)), used, used); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := c.Get("0"); !ok {
		t.Fatal("an entry went before the limit was reached")
	}
	c.Put("9", value)
	c.Put("10", value) // over the limit
	var kept []string
	for i := range 11 {
		if _, ok := c.Get(fmt.Sprint(i)); ok {
			kept = append(kept, fmt.Sprint(i))
		}
	}
	if want := "[0 5 6 7 8 9 10]"; fmt.Sprint(kept) != want {
		t.Errorf("kept %v, want %s: what was used last", kept, want)
	}
	c.Put("large", make([]byte, 5000))
	if _, ok := c.Get("large"); ok {
		t.Error("one value may take more than a quarter of the cache")
	}
}

func TestCacheThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Cache{OpenCache(filepath.Join(file, "below")), {limit: 100}} {
		c.Put("key", []byte("value"))
		if _, ok := c.Get("key"); ok {
			t.Error("a value was kept nowhere")
		}
	}
}

// Not parallel: it sets the environment.
func TestCacheWithoutHome(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		t.Setenv(name, "")
	}
	OpenCache("").Put("key", []byte("value"))
	if _, ok := OpenCache("").Get("key"); ok {
		t.Error("a value was kept nowhere")
	}
}

func TestCacheForTwoBuilds(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var wait sync.WaitGroup
	for range 4 {
		c := OpenCache(dir)
		c.limit = 20_000
		wait.Go(func() {
			for i := range 200 {
				key := fmt.Sprint(i % 37)
				want := bytes.Repeat([]byte(key), 400)
				if got, ok := c.Get(key); ok && !bytes.Equal(got, want) {
					t.Errorf("%s: got other bytes", key)
				}
				c.Put(key, want)
			}
		})
	}
	wait.Wait()
}
