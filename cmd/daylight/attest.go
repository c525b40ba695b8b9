package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/edition"
	"daylight/internal/signature"
	"daylight/internal/tree"
)

// attested is what verify was asked to find beside the site being what its inputs give.
type attested struct {
	key   *signature.Key // nil where none was named
	since string         // an older copy, or its list of checksums; "" for none

	broken     bool              // the chain of editions is
	signatures map[string][]byte // of the site's list, by name
	refused    []string          // sentences: what was asked for and is not so
	notes      []string          // sentences: what is so, or what nobody asked for
}

// takeSignatures takes the signatures out of a site: no inputs give them, and no list has them.
func (v *verifier) takeSignatures(ctx context.Context) error {
	names := signature.Names(durable.SumsPath)
	if v.remote != nil {
		var err error
		if v.found.Files, err = v.remote.Add(ctx, v.found.Files, names); err != nil {
			return err
		}
	}
	v.signatures = map[string][]byte{}
	for _, name := range names {
		if data, ok := v.found.Files.Read(name); ok {
			v.signatures[name] = data
		}
	}
	v.found.Files = v.found.Files.Filter(func(name string) bool { return v.signatures[name] == nil })
	return nil
}

// attest looks at the signatures, the chain of editions and the descent of a site.
func (v *verifier) attest() error {
	v.checkSignature()
	if v.key != nil {
		v.checkEditions()
	}
	if v.checkChain(); v.broken || v.since == "" {
		return nil
	}
	return v.checkDescent()
}

// checkChain asks that each edition is as it was closed, and names the one before. Whatever
// else holds of a site whose chain is broken, its past is not what it was.
func (v *verifier) checkChain() {
	editions, err := edition.Read(v.inputs)
	problems, _ := diag.AsList(err)
	if v.broken = len(problems) > 0; !v.broken {
		if len(editions) > 0 {
			v.note("Its chain of editions is whole (" + count(len(editions), "edition") + ").")
		}
		return
	}
	v.refuse("The chain of editions is broken, so that what the report said before cannot be trusted:")
	for _, p := range problems {
		place := p.Pos.Path
		if !v.own {
			place = "source/" + place
		}
		v.refuse(place + ": " + p.Message + ".")
	}
	if v.since != "" {
		v.refuse("Whether it descends from " + filepath.ToSlash(filepath.Clean(v.since)) + " cannot be said before the chain is whole.")
	}
}

func (v *verifier) checkSignature() {
	list, _ := v.found.Files.Read(durable.SumsPath)
	if v.key == nil {
		switch len(v.signatures) {
		case 0:
			v.note("It is not signed.")
		default:
			v.note("It is signed; to check by whom, name a public key: --key FILE.")
		}
		return
	}
	signed, there := v.signatures[durable.SumsPath+v.key.Suffix()]
	switch {
	case !there:
		v.refuse("It is not signed with such a key: there is no " + durable.SumsPath + v.key.Suffix() + ".")
	case v.key.Verify(list, signed) != nil:
		v.refuse(durable.SumsPath + v.key.Suffix() + ": the signature is by another key, or of another list: not by " + v.key.String() + ".")
	default:
		v.note("Signed by " + v.key.String() + ".")
	}
}

// checkEditions holds those editions that are signed against the key.
func (v *verifier) checkEditions() {
	inputs := v.found.Inputs()
	for _, name := range inputs.Glob(edition.Folder + "*/" + durable.SumsPath + v.key.Suffix()) {
		signed, _ := inputs.Read(name)
		list, _ := inputs.Read(strings.TrimSuffix(name, v.key.Suffix()))
		if v.key.Verify(list, signed) != nil {
			v.refuse("source/" + name + ": the edition is signed by another key, or is not the one that was signed.")
		}
	}
}

// checkDescent holds the site against an older copy of it.
func (v *verifier) checkDescent() error {
	older, err := readOlder(v.since)
	if err != nil {
		return err
	}
	called := filepath.ToSlash(filepath.Clean(v.since))
	d, err := edition.Descends(v.found.Files, older, called)
	if err != nil {
		return err
	}
	switch {
	case d.Edition == "":
		v.note("Its tables are still those of " + called + ".")
	case d.Whole:
		v.note("It descends from " + called + ", whose tables are kept, by the edition of " + d.Edition + ".")
	default:
		v.note("It descends from the edition of " + d.Edition + ", which " + called + " has too; the tables of " + called + " were never closed as an edition.")
	}
	return nil
}

// readOlder returns the checksums of an older copy: those of its files, or where it is a
// list of them alone, those in the list.
func readOlder(name string) (map[string]string, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		files, _, err := durable.ReadSite(name)
		if err != nil {
			return nil, err
		}
		sums := map[string]string{}
		for _, path := range files.Paths() {
			data, _ := files.Read(path)
			sums[path] = tree.Sum(data)
		}
		return sums, nil
	}
	data, err := durable.ReadFile(name, 1<<28)
	if err != nil {
		return nil, err
	}
	sums, err := tree.ParseSums(data)
	if err != nil {
		return nil, edition.NoSums(filepath.ToSlash(name))
	}
	return sums, nil
}

func (v *verifier) refuse(sentence string) { v.refused = append(v.refused, sentence) }
func (v *verifier) note(sentence string)   { v.notes = append(v.notes, sentence) }

// isRefusal tells whether problems are that the site does not descend from another: an
// answer, and no failure to find one.
func isRefusal(problems diag.List) bool {
	return !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code != edition.CodeDescent })
}
