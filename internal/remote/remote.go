// Package remote fetches a published site over https, within limits: of size, count, time
// and redirects. It is the only package that opens a connection. Nothing it fetches is
// written to the disk or run.
//
// Which files there are is what the site's SHA256SUMS says; a server cannot be asked what
// else it holds.
package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"daylight/internal/diag"
	"daylight/internal/tree"
)

// Codes of the problems this package reports.
const (
	CodeAddress  diag.Code = "remote-address"  // an address that is none, or is not https
	CodeFetch    diag.Code = "remote-fetch"    // a file that the server does not give
	CodeLimit    diag.Code = "remote-limit"    // a site, a file or an answer beyond the limits
	CodeRedirect diag.Code = "remote-redirect" // an answer that leads to another host
	CodeList     diag.Code = "remote-list"     // no SHA256SUMS, or one that cannot be read
)

// Limits are what a site may take.
type Limits struct {
	File, Total int64 // bytes
	Files       int
	Redirects   int           // of one file
	Time        time.Duration // in all
	Loopback    bool          // http to this machine is let through
}

// Usual are the limits of a site that somebody reads.
var Usual = Limits{File: 256 << 20, Total: 1 << 30, Files: 50_000, Redirects: 5, Time: 10 * time.Minute}

// SumsPath is the list of a site's files.
const SumsPath = "SHA256SUMS"

// workers is how many files are fetched at once.
const workers = 8

// Kept are files for the host itself, which many hosts read and do not serve: that one of
// them is missing on the web says nothing.
var Kept = []string{"_headers", "_redirects", ".nojekyll", ".htaccess", "CNAME"}

// Site is a site on the web.
type Site struct {
	// Progress, when set, is told after each file how many are done, and of how many; from several goroutines.
	Progress func(done, of int)

	base   *url.URL
	client *http.Client
	limits Limits
	taken  atomic.Int64 // bytes
}

// Open reads the address of a site, or of its first page. It opens no connection. The
// error is a diag.List.
func Open(address string, limits Limits) (*Site, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.User != nil:
		return nil, problem(address, CodeAddress, "write it as https://example.org/report/", "this is no address of a site")
	case u.Scheme != "https" && !(u.Scheme == "http" && limits.Loopback && isLoopback(u.Hostname())):
		return nil, problem(address, CodeAddress, "write https://", "a site is fetched over https alone, so that nobody on the way can change it")
	}
	u.RawQuery, u.Fragment, u.RawPath = "", "", ""
	u.Path = strings.TrimSuffix(u.Path, "index.html")
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	s := &Site{base: u, limits: limits}
	s.client = &http.Client{CheckRedirect: s.redirect, Transport: &http.Transport{
		ResponseHeaderTimeout: 30 * time.Second, TLSHandshakeTimeout: 15 * time.Second,
		MaxIdleConnsPerHost: workers, MaxConnsPerHost: workers, MaxResponseHeaderBytes: 64 << 10,
		DialContext: (&net.Dialer{Timeout: 15 * time.Second}).DialContext,
	}}
	return s, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// errElsewhere and errRedirects say why an answer was not followed.
var (
	errElsewhere = errors.New("the answer leads to another host")
	errRedirects = errors.New("too many redirects")
)

// redirect follows an answer on the same host alone.
func (s *Site) redirect(to *http.Request, via []*http.Request) error {
	if to.URL.Host != s.base.Host || to.URL.Scheme != s.base.Scheme {
		return errElsewhere
	}
	if len(via) > s.limits.Redirects {
		return errRedirects
	}
	return nil
}

// Fetch returns every file that the site's SHA256SUMS lists, and that list. What the server
// does not have is left out. The error is a diag.List, or ctx's.
func (s *Site) Fetch(ctx context.Context) (tree.Tree, error) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Time)
	defer cancel()
	list, err := s.get(ctx, SumsPath)
	if errors.Is(err, errMissing) {
		err = problem(s.address(SumsPath), CodeList, "name the address of a site that daylight built", "there is no list of the site's files")
	}
	if err != nil {
		return tree.Tree{}, s.explain(ctx, SumsPath, err)
	}
	sums, err := tree.ParseSums(list)
	if err != nil {
		return tree.Tree{}, problem(s.address(SumsPath), CodeList, "name the address of a site that daylight built", "the list of the site's files cannot be read: %v", err)
	}
	if len(sums) > s.limits.Files {
		return tree.Tree{}, problem(s.address(SumsPath), CodeLimit, "download the site by other means, and verify the folder", "the site has more than %d files", s.limits.Files)
	}
	var names []string
	for name := range sums {
		if name != SumsPath {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	files, err := s.fetch(ctx, names)
	if err != nil {
		return tree.Tree{}, err
	}
	files[SumsPath] = list
	t, err := tree.New(files)
	if err != nil {
		return tree.Tree{}, problem(s.address(SumsPath), CodeList, "", "the list of the site's files cannot be read: %v", err)
	}
	return t, nil
}

// Add returns the site with those of the named files that it does not list and that the
// server has all the same.
func (s *Site) Add(ctx context.Context, site tree.Tree, names []string) (tree.Tree, error) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.Time)
	defer cancel()
	files, err := s.fetch(ctx, names)
	if err != nil {
		return tree.Tree{}, err
	}
	more, err := tree.New(files)
	if err != nil {
		return tree.Tree{}, err
	}
	return site.Overlay(more)
}

// fetch returns the files that the server has. The first failure ends it.
func (s *Site) fetch(ctx context.Context, names []string) (map[string][]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	data := make([][]byte, len(names))
	errs := make([]error, len(names))
	var next, done atomic.Int64
	var wait sync.WaitGroup
	for range min(workers, len(names)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if data[i], errs[i] = s.get(ctx, names[i]); errs[i] != nil && !errors.Is(errs[i], errMissing) {
					errs[i] = s.explain(ctx, names[i], errs[i])
					cancel()
				}
				if n := int(done.Add(1)); s.Progress != nil {
					s.Progress(n, len(names))
				}
			}
		})
	}
	wait.Wait()
	files := map[string][]byte{}
	var interrupted error
	for i, name := range names {
		switch {
		case errors.Is(errs[i], errMissing):
		case errors.Is(errs[i], context.Canceled):
			interrupted = errs[i] // by another file's failure, or from outside
		case errs[i] != nil:
			return nil, errs[i]
		default:
			files[name] = data[i]
		}
	}
	return files, interrupted
}

// errMissing and errLarge say why there is no file.
var (
	errMissing = errors.New("the server does not have it")
	errLarge   = errors.New("larger than the limit")
	errTotal   = errors.New("the site is larger than the limit")
)

// get fetches one file.
func (s *Site) get(ctx context.Context, name string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.address(name), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", "daylight-verify")
	answer, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusOK, answer.StatusCode == http.StatusNotFound && name == "404.html":
	case answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone || answer.StatusCode == http.StatusForbidden:
		return nil, errMissing
	default:
		return nil, fmt.Errorf("the server answers %d", answer.StatusCode)
	}
	if answer.ContentLength > s.limits.File {
		return nil, errLarge
	}
	return s.read(answer.Body)
}

// read reads an answer as far as the limits go.
func (s *Site) read(body io.Reader) ([]byte, error) {
	var data []byte
	for {
		if len(data) == cap(data) {
			data = slices.Grow(data, max(16<<10, len(data)/2))
		}
		n, err := body.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case int64(len(data)) > s.limits.File:
			return nil, errLarge
		case s.taken.Add(int64(n)) > s.limits.Total:
			return nil, errTotal
		case err == io.EOF:
			return data, nil
		case err != nil:
			return nil, err
		}
	}
}

// address returns where a file of the site is.
func (s *Site) address(name string) string {
	u := *s.base
	u.Path += name
	return u.String()
}

// explain makes a diagnostic of why a file could not be fetched.
func (s *Site) explain(ctx context.Context, name string, err error) error {
	const folder = "download the site by other means, and verify the folder"
	at := s.address(name)
	var list diag.List
	switch {
	case errors.As(err, &list):
		return err
	case errors.Is(err, errElsewhere):
		return problem(at, CodeRedirect, "name the site by the address that it leads to, if you trust that", "the server sends its reader to another host")
	case errors.Is(err, errRedirects):
		return problem(at, CodeRedirect, "", "the server redirects more than %d times", s.limits.Redirects)
	case errors.Is(err, errLarge):
		return problem(at, CodeLimit, folder, "the file is larger than %d bytes", s.limits.File)
	case errors.Is(err, errTotal):
		return problem(at, CodeLimit, folder, "with this file the site is larger than %d bytes", s.limits.Total)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return problem(at, CodeLimit, folder, "fetching the site took more than %v", s.limits.Time)
	case ctx.Err() != nil:
		return ctx.Err()
	}
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return problem(at, CodeFetch, "try again later, or "+folder, "the file cannot be fetched: %v", err)
}

func problem(address string, code diag.Code, hint, format string, args ...any) error {
	var l diag.List
	l.Add(diag.Pos{Path: address}, code, hint, format, args...)
	return l.Err()
}
