package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daylight/internal/apart"
	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/remote"
	"daylight/internal/report"
	"daylight/internal/tree"
)

func verifyCommand() command {
	return command{
		name:  "verify",
		usage: "[SITE] [--out DIR] [--key FILE] [--since OLD]",
		short: "rebuild a report from its inputs and compare every file",
		long: `Builds a report in memory, without a cache, and compares every file of the
published site with it. SITE is one of:

  a project's folder (the current one when it is left out): its inputs are built
  and compared with the folder public in it

  a downloaded site: the inputs are those in its folder source

  https://…: the site is fetched first, as far as its SHA256SUMS lists it; at
  most 50,000 files, 256 MiB a file, 1 GiB in all, in ten minutes, and from no
  other host

When all are the same it says so in one line. Otherwise it names each file that
was changed, added, removed, renamed, or replaced by a link, with the first line
that differs and the figures that this touches; the exit code is 3. It is 1
when the site cannot be verified: when it cannot be read or its inputs cannot be
built. A site that was made with another version of daylight is said first:
then most files differ for that reason alone. A chain of editions that is broken
is said, with each edition that is not as it was closed; the exit code is 3.

With --key it says also whether the list of checksums, and each edition that has
a signature of that kind, is signed with that key. With --since it proves that
the site descends from an older copy, or from its SHA256SUMS alone: that each
edition which that had is kept as it was. What is not so has exit code 3.

The building is done by a process of its own, with limits of memory (3 GiB) and
time, since another's templates and queries are programs. Nothing is written.`,
		setup: func(f *flags) action {
			out := f.text("out", "compare with this `DIR` in place of public in the project")
			key := f.text("key", "ask for a signature by the public key in `FILE`")
			since := f.text("since", "ask that the site descends from `OLD`, a copy or its SHA256SUMS")
			limit := f.text("time", "stop building after this `TIME`: 90s, 20m (5m when left out)")
			loopback := f.boolean("loopback", "let http:// through, to this machine alone")
			json := f.boolean("json", "give the outcome as JSON, and problems as JSON lines")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				if len(args) > 1 {
					return u.usage(fmt.Sprintf("verify takes one site, not %d", len(args)), "daylight help verify")
				}
				limits := apart.Usual
				if *limit != "" {
					d, err := time.ParseDuration(*limit)
					if err != nil || d <= 0 {
						return u.usage(fmt.Sprintf("%q is no time", *limit), "write --time 90s or --time 20m")
					}
					limits.Time = d
				}
				v := verifier{ui: u, limits: limits, out: *out, loopback: *loopback, attested: attested{since: *since}}
				if *key != "" {
					public, err := readKey(*key)
					if err != nil {
						return u.fail(err, "the site was not verified")
					}
					v.key = &public
				}
				return v.run(ctx, strings.Join(args, ""))
			}
		},
	}
}

// verifier verifies one site.
type verifier struct {
	*ui
	limits   apart.Limits
	out      string
	loopback bool

	called string // the site, as the user calls it
	own    bool   // the inputs are a project's, and not the site's own
	found  report.Published
	inputs tree.Tree
	remote *remote.Site
	attested
}

func (v *verifier) run(ctx context.Context, site string) int {
	const nothing = "the site could not be verified"
	v.progress.start("reading the site")
	err := v.read(ctx, site)
	if err == nil {
		err = v.takeSignatures(ctx)
	}
	if err == nil {
		err = v.attest()
	}
	if list, _ := diag.AsList(err); len(list) > 0 && isRefusal(list) {
		v.progress.stop()
		v.fail(err, v.called+" is not what it was asked to be")
		return exitDifference
	}
	var rebuilt tree.Tree
	var built error
	whole := err == nil && !v.broken // what has a broken past is refused by every build
	if whole {
		v.progress.start("building it from its inputs")
		rebuilt, built = apart.Build(ctx, v.inputs, v.found.Files, v.limits)
		if built == nil {
			err = v.fetchMore(ctx, rebuilt)
		}
	}
	v.progress.stop()
	switch {
	case ctx.Err() != nil && (err != nil || built != nil):
		return v.interrupted(nothing)
	case err != nil:
		return v.fail(err, nothing)
	}
	verdict := report.Compare(v.found, rebuilt, whole && built == nil)
	if built != nil && len(verdict.Differences) == 0 {
		v.sayVersion()
		return v.fail(built, nothing)
	}
	return v.say(verdict)
}

// read reads the site and its inputs.
func (v *verifier) read(ctx context.Context, site string) error {
	if strings.HasPrefix(site, "https://") || strings.HasPrefix(site, "http://") {
		return v.fetch(ctx, site)
	}
	dir := filepath.Clean(site)
	v.dir, v.called = dir, filepath.ToSlash(dir)
	if info, err := os.Stat(filepath.Join(dir, "source")); err != nil || !info.IsDir() {
		return v.readProjectAndSite(dir)
	}
	var err error
	v.found.Files, v.found.Links, err = durable.ReadSite(dir)
	if err == nil {
		err = v.takeInputs()
	}
	return err
}

// readProjectAndSite reads a project and the site that it was built into.
func (v *verifier) readProjectAndSite(dir string) error {
	out := v.out
	if out == "" {
		out = filepath.Join(dir, "public")
	}
	v.called, v.own = filepath.ToSlash(out), true
	var err error
	if v.inputs, err = durable.ReadProject(dir); err != nil {
		return err
	}
	v.found.Files, v.found.Links, err = durable.ReadOut(out)
	return err
}

// fetch fetches a site from the web.
func (v *verifier) fetch(ctx context.Context, address string) error {
	limits := remote.Usual
	limits.Loopback = v.loopback
	v.called = address
	site, err := remote.Open(address, limits)
	if err != nil {
		return err
	}
	site.Progress = v.progress.files("fetching the site")
	v.remote, v.found.Kept = site, remote.Kept
	if v.found.Files, err = site.Fetch(ctx); err != nil {
		return err
	}
	return v.takeInputs()
}

// takeInputs takes those files of source/ that a project's folder would give.
func (v *verifier) takeInputs() error {
	v.inputs = v.found.Inputs().Filter(durable.IsInput)
	if v.inputs.Len() > 0 {
		return nil
	}
	return diag.List{{Pos: diag.Pos{Path: v.called}, Code: report.CodeSource,
		Message: "this site does not hold the inputs that it was built from", Hint: "name the folder or the address of a site that daylight built"}}
}

// fetchMore asks the server for files that the inputs give and its list does not name.
func (v *verifier) fetchMore(ctx context.Context, rebuilt tree.Tree) error {
	if v.remote == nil {
		return nil
	}
	var missing []string
	for _, name := range rebuilt.Paths() {
		if !v.found.Files.Has(name) {
			missing = append(missing, name)
		}
	}
	var err error
	v.found.Files, err = v.remote.Add(ctx, v.found.Files, missing)
	return err
}
