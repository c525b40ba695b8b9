package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"daylight/internal/diag"
	"daylight/internal/durable"
	"daylight/internal/signature"
)

// Codes of the problems with keys.
const (
	CodeKey diag.Code = "sign-key" // a key that cannot be used
)

// mostKey is how many bytes a file with a key may have.
const mostKey = 1 << 20

func signCommand() command {
	return command{
		name:  "sign",
		usage: "[DIR] (--minisign KEY | --ssh KEY)",
		short: "sign the built site's list of checksums",
		long: `Signs SHA256SUMS of the site in DIR/public, after checking that each file is as
it lists. The signature stands beside it, in SHA256SUMS.minisig or
SHA256SUMS.sig, and is the same as that of the plain tools:

  minisign -S -s KEY -m public/SHA256SUMS
  ssh-keygen -Y sign -n file -f KEY public/SHA256SUMS

KEY is the private key's file. Its passphrase is asked for, or read from stdin
where that is no terminal. A build that changes anything takes the signature
away: sign again after it.`,
		setup: func(f *flags) action {
			keys := signingFlags(f)
			out := f.text("out", "sign the site in this `DIR` in place of DIR/public")
			json := f.boolean("json", "give the outcome as JSON, and problems as JSON lines")
			return func(ctx context.Context, u *ui, args []string) int {
				u.json = *json
				dir, code := projectDir(u, "sign", args)
				if code != exitDone {
					return code
				}
				if keys.count() != 1 {
					return u.usage("sign takes one key, --minisign KEY or --ssh KEY", "daylight help sign")
				}
				if *out == "" {
					*out = filepath.Join(dir, "public")
				}
				return sign(u, *out, keys)
			}
		},
	}
}

// signing is the private key that a command signs with.
type signing struct{ minisign, ssh *string }

func signingFlags(f *flags) signing {
	return signing{
		f.text("minisign", "sign with this private `KEY` of minisign"),
		f.text("ssh", "sign with this private `KEY` of OpenSSH"),
	}
}

func (s signing) count() int {
	n := 0
	for _, name := range []string{*s.minisign, *s.ssh} {
		if name != "" {
			n++
		}
	}
	return n
}

// sign signs a message, and returns the signature and the ending of its file's name.
func (s signing) sign(u *ui, message []byte, comment string) (signed []byte, suffix string, err error) {
	name := *s.minisign + *s.ssh
	private, err := durable.ReadFile(name, mostKey)
	if err != nil {
		return nil, "", err
	}
	if *s.minisign != "" {
		suffix = signature.MinisignSuffix
		signed, err = signature.SignMinisign(private, message, comment, u.passphrase)
	} else {
		suffix = signature.SSHSuffix
		signed, err = signature.SignSSH(private, message, u.passphrase)
	}
	if err != nil {
		err = diag.List{{Pos: diag.Pos{Path: name}, Code: CodeKey, Message: err.Error(), Hint: "name the file of the private key: minisign -G or ssh-keygen -t ed25519 make one"}}
	}
	return signed, suffix, err
}

func sign(u *ui, out string, keys signing) int {
	const nothing = "nothing was signed"
	u.progress.start("checking the site's files")
	list, err := durable.ReadSigned(out)
	u.progress.stop()
	if err != nil {
		return u.fail(err, nothing)
	}
	signed, suffix, err := keys.sign(u, list, "file:"+durable.SumsPath)
	if err == nil {
		err = durable.WriteSignature(out, durable.SumsPath+suffix, signed)
	}
	if err != nil {
		return u.fail(err, nothing)
	}
	name := filepath.ToSlash(filepath.Join(out, durable.SumsPath+suffix))
	if u.json {
		u.writeJSON(u.stdout, struct {
			Signature string `json:"signature"`
		}{name})
		return exitDone
	}
	u.say("Signed: %s.", name)
	return exitDone
}

// passphrase asks for a passphrase on the terminal, or reads a line of stdin.
func (u *ui) passphrase() (string, error) {
	if term.IsTerminal(int(os.Stdin.Fd())) {
		u.print(u.stderr, "Passphrase of the key: ")
		words, err := term.ReadPassword(int(os.Stdin.Fd()))
		u.print(u.stderr, "\n")
		return string(words), err
	}
	line, err := bufio.NewReader(io.LimitReader(os.Stdin, mostKey)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// readKey reads the public key that verify is given.
func readKey(name string) (signature.Key, error) {
	data, err := durable.ReadFile(name, mostKey)
	if err != nil {
		return signature.Key{}, err
	}
	key, err := signature.ReadKey(data)
	if err != nil {
		return key, diag.List{{Pos: diag.Pos{Path: name}, Code: CodeKey, Message: fmt.Sprint(err), Hint: "name the file of the public key, such as minisign.pub or id_ed25519.pub"}}
	}
	return key, nil
}
