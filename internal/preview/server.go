package preview

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// own is the folder of the preview's own files. No site has one of that name: the names of its
// files begin with a letter, a digit or ".well-known".
const own = "/.daylight/"

//go:embed client/serve.js
var script []byte

//go:embed client/serve.css
var style []byte

// Server shows the newest site. Its methods may be called at once.
type Server struct {
	hosts map[string]bool // what may stand in Host
	id    string          // of this run: a page of an earlier one is told to reload

	mu      sync.Mutex
	site    Site // the last that could be shown; nil for none
	state   State
	changed chan struct{} // is closed when the state changes
	closed  chan struct{} // is closed when no page need wait any longer
}

// State is what every open page is told.
type State struct {
	Version  string    `json:"version"` // of the site that is shown
	Shown    bool      `json:"shown"`   // the site is what the project says now; else it is the last one that could be shown
	Problems []Problem `json:"problems"`
	number   int
}

// NewServer returns a server that answers at a port of loopback.
func NewServer(port int) *Server {
	s := &Server{id: rand.Text(), hosts: map[string]bool{}, changed: make(chan struct{}), closed: make(chan struct{})}
	for _, host := range []string{"127.0.0.1", "localhost", "::1"} {
		s.hosts[net.JoinHostPort(host, strconv.Itoa(port))] = true
		if port == 80 {
			s.hosts[host] = true
		}
	}
	s.state.Version = s.id + "-0"
	return s
}

// Show makes the site the one that is shown, or keeps the one before where it is nil, and
// tells the open pages of it and of the problems.
func (s *Server) Show(site Site, problems []Problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if site != nil {
		s.state.number++
		s.site, s.state.Version = site, s.id+"-"+strconv.Itoa(s.state.number)
	}
	s.state.Shown, s.state.Problems = site != nil, problems
	close(s.changed)
	s.changed = make(chan struct{})
}

// now returns what is shown, and what is closed when that changes.
func (s *Server) now() (Site, State, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.site, s.state, s.changed
}

// Serve answers until the context ends, and then leaves nothing behind.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 1 << 16}
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		close(s.closed)
		_ = server.Close()
	})
	err := server.Serve(l)
	if stop() { // it ended by itself
		return err
	}
	<-stopped
	return nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache") // to be asked for each time
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", policy)
	switch {
	case !s.hosts[strings.ToLower(r.Host)]:
		http.Error(w, "daylight serve answers only to the address that it was opened at", http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "daylight serve only shows pages", http.StatusMethodNotAllowed)
	case r.URL.Path == own+"serve.js":
		s.send(w, r, "serve.js", http.StatusOK, script)
	case r.URL.Path == own+"serve.css":
		s.send(w, r, "serve.css", http.StatusOK, style)
	case r.URL.Path == own+"events":
		s.events(w, r)
	default:
		s.file(w, r)
	}
}

// file answers with a file of the site.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	site, state, _ := s.now()
	if site == nil {
		s.send(w, r, "index.html", http.StatusServiceUnavailable, s.page(waiting, state))
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) {
		s.missing(w, r, site, state)
		return
	}
	data, err := site.File(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := site.File(name + "/index.html"); err == nil {
			http.Redirect(w, r, "/"+(&urlPath{name + "/"}).String(), http.StatusFound)
			return
		}
		s.missing(w, r, site, state)
	case err != nil:
		s.failed(w, r, state, err)
	case path.Ext(name) == ".html":
		s.send(w, r, name, http.StatusOK, s.page(data, state))
	default:
		s.send(w, r, name, http.StatusOK, data)
	}
}

// missing answers with the site's own page for addresses that are not there.
func (s *Server) missing(w http.ResponseWriter, r *http.Request, site Site, state State) {
	data, err := site.File("404.html")
	if err != nil {
		data = []byte("<!doctype html><title>Not found</title><h1>There is no such page</h1>")
	}
	s.send(w, r, "404.html", http.StatusNotFound, s.page(data, state))
}

// send answers with bytes, or says that the browser has them already.
func (s *Server) send(w http.ResponseWriter, r *http.Request, name string, code int, data []byte) {
	kind, ok := kinds[strings.ToLower(path.Ext(name))]
	if !ok {
		kind = "application/octet-stream"
	}
	sum := sha256.Sum256(data)
	tag := `"` + base64.RawURLEncoding.EncodeToString(sum[:]) + `"`
	w.Header().Set("Content-Type", kind)
	w.Header().Set("ETag", tag)
	if code == http.StatusOK && r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(code)
	_, _ = bytes.NewReader(data).WriteTo(w) // a reader that went away is no error; of HEAD, nothing is sent
}

// events tells a page what is shown, and again whenever that changes.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	if _, err := fmt.Fprint(w, "retry: 300\n\n"); err != nil || r.Method == http.MethodHead {
		return
	}
	for {
		_, state, changed := s.now()
		if _, err := fmt.Fprintf(w, "data: %s\n\n", state.json()); err != nil || flush.Flush() != nil {
			return
		}
		select {
		case <-changed:
		case <-s.closed:
			return
		case <-r.Context().Done():
			return
		}
	}
}
