package main

import (
	"context"
	"path"

	"daylight/internal/durable"
	"daylight/internal/edition"
	"daylight/internal/report"
	"daylight/internal/tree"
)

func editionCommand() command {
	return command{
		name:  "edition",
		usage: "[DIR] [--minisign KEY | --ssh KEY]",
		short: "close the report in DIR as a dated edition",
		long: `Checks the project in DIR as a whole and keeps what it says as the edition of
its date, published: in content/report.yaml: the tables, the figures, the
numbers in its sentences, and the reasons for what changed. They go into
content/editions/<date>/, with a list of their checksums that names the list of
the edition before.

From then on, whatever differs from that edition needs a new date and a reason
in content/changes.yaml, which moves into the edition when that is closed in
turn. A closed edition is never changed. Build the site afterwards: it carries
them all.

With a private key the list of the edition is signed, as sign does.`,
		setup: func(f *flags) action {
			keys := signingFlags(f)
			json := f.boolean("json", "give the outcome as JSON, and problems as JSON lines")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				dir, code := projectDir(u, "edition", args)
				if code != exitDone {
					return code
				}
				if keys.count() > 1 {
					return u.usage("edition takes one key at most", "daylight help edition")
				}
				return closeEdition(ctx, u, dir, keys)
			}
		},
	}
}

func closeEdition(ctx context.Context, u *ui, dir string, keys signing) int {
	const nothing = "no edition was closed"
	project, err := u.readProject(dir)
	if err != nil {
		return u.fail(err, nothing)
	}
	builder, err := newBuilder(u, cache(false))
	if err != nil {
		return u.fail(err, nothing)
	}
	closing, err := builder.Close(ctx, project)
	u.progress.stop()
	switch {
	case ctx.Err() != nil && err != nil:
		return u.interrupted(nothing)
	case err != nil:
		return u.fail(err, nothing)
	}
	folder := edition.Folder + closing.Date
	list := closing.Files[folder+"/"+durable.SumsPath]
	if keys.count() == 1 {
		signed, suffix, err := keys.sign(u, list, "edition:"+closing.Date)
		if err != nil {
			return u.fail(err, nothing)
		}
		closing.Files[folder+"/"+durable.SumsPath+suffix] = signed
	}
	if err := keepEdition(ctx, dir, folder, project, closing); err != nil {
		return u.fail(err, nothing)
	}
	sum := tree.Sum(list)
	if u.json {
		u.writeJSON(u.stdout, editionOutcome{closing.Date, closing.Before, u.place(folder), sum})
		return exitDone
	}
	u.say("Closed the edition of %s: %s in %s.", closing.Date, count(len(closing.Files), "file"), u.place(folder))
	u.say("Its checksum is %s.", sum)
	u.say("Run daylight build, so that the site carries it.")
	return exitDone
}

// keepEdition writes the edition, and then takes away what moved into it: both or neither.
func keepEdition(ctx context.Context, dir, folder string, project tree.Tree, closing *report.Closing) error {
	files, err := tree.New(closing.Files)
	if err != nil {
		return err
	}
	undo, err := durable.AddFolder(ctx, dir, path.Clean(folder), files)
	if err != nil {
		return err
	}
	for _, name := range closing.Remove {
		was, _ := project.Read(name)
		if err := durable.RemoveFile(dir, name, was); err != nil {
			undo()
			return err
		}
	}
	return nil
}

// editionOutcome is what edition says with --json.
type editionOutcome struct {
	Date   string `json:"date"`
	Before string `json:"before,omitempty"`
	Folder string `json:"folder"`
	SHA256 string `json:"sha256"`
}
