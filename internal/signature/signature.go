// Package signature signs and verifies a file in two formats that people have tools for:
// minisign's, and the one of ssh-keygen -Y. Both are detached: the signature stands in
// a file beside the one that is signed.
package signature

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"aead.dev/minisign"
	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// namespace is what ssh-keygen -Y calls the purpose of a signature: "file" is its usual one.
const namespace = "file"

// The endings of the files with a signature.
const (
	MinisignSuffix = ".minisig"
	SSHSuffix      = ".sig"
)

// Names returns the names of the files that may hold a signature of a file.
func Names(name string) []string { return []string{name + MinisignSuffix, name + SSHSuffix} }

// Key is a public key.
type Key struct {
	minisign *minisign.PublicKey
	ssh      []ssh.PublicKey
}

// errKey says that a file holds no key.
var errKey = errors.New("it holds neither a public key of minisign nor one of ssh-keygen")

// ReadKey reads a public key as minisign -G or ssh-keygen write it. Of SSH there may be
// several, a line each, and any of them will do.
func ReadKey(file []byte) (Key, error) {
	var m minisign.PublicKey
	if m.UnmarshalText(bytes.TrimSpace(file)) == nil {
		return Key{minisign: &m}, nil
	}
	if bytes.Contains(file, []byte("PRIVATE KEY")) || bytes.Contains(file, []byte("secret key")) {
		return Key{}, errors.New("this is a private key, which stays where it is: the public key verifies")
	}
	var k Key
	for rest := file; len(bytes.TrimSpace(rest)) > 0; {
		public, _, _, more, err := ssh.ParseAuthorizedKey(rest)
		if err != nil {
			return Key{}, errKey
		}
		k.ssh, rest = append(k.ssh, public), more
	}
	if len(k.ssh) == 0 {
		return Key{}, errKey
	}
	return k, nil
}

// Suffix returns the ending of the file that holds this key's signature.
func (k Key) Suffix() string {
	if k.minisign != nil {
		return MinisignSuffix
	}
	return SSHSuffix
}

// String names a key as its own tool does.
func (k Key) String() string {
	if k.minisign != nil {
		return fmt.Sprintf("minisign %016X", k.minisign.ID())
	}
	var names []string
	for _, key := range k.ssh {
		names = append(names, key.Type()+" "+ssh.FingerprintSHA256(key))
	}
	return strings.Join(names, ", ")
}

// ErrOther says that a signature is not by this key, or not of this file.
var ErrOther = errors.New("the signature is not this key's signature of this file")

// Verify tells whether a signature is this key's, and of this message.
func (k Key) Verify(message, signature []byte) error {
	if k.minisign != nil {
		if !minisign.Verify(*k.minisign, message, signature) {
			return ErrOther
		}
		return nil
	}
	parsed, err := sshsig.Unarmor(signature)
	if err != nil {
		return ErrOther
	}
	for _, key := range k.ssh {
		if sshsig.Verify(bytes.NewReader(message), parsed, key, parsed.HashAlgorithm, namespace) == nil {
			return nil
		}
	}
	return ErrOther
}

// ErrPassphrase says that a private key cannot be opened with the passphrase that was given.
var ErrPassphrase = errors.New("the passphrase does not open this key")

// SignMinisign signs with a private key of minisign. The comment is signed too.
func SignMinisign(private, message []byte, comment string, passphrase func() (string, error)) ([]byte, error) {
	var key minisign.PrivateKey
	private = bytes.TrimSpace(private)
	if minisign.IsEncrypted(private) {
		words, err := passphrase()
		if err != nil {
			return nil, err
		}
		if key, err = minisign.DecryptKey(words, private); err != nil {
			return nil, ErrPassphrase
		}
	} else if key.UnmarshalText(private) != nil {
		return nil, errors.New("this is no private key of minisign")
	}
	reader := minisign.NewReader(bytes.NewReader(message))
	if _, err := bytes.NewBuffer(nil).ReadFrom(reader); err != nil {
		return nil, err
	}
	return reader.SignWithComments(key, comment, "signature from minisign secret key"), nil
}

// SignSSH signs with a private key of OpenSSH, in the form of ssh-keygen -Y sign -n file.
func SignSSH(private, message []byte, passphrase func() (string, error)) ([]byte, error) {
	signer, err := ssh.ParsePrivateKey(private)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) {
		words, failed := passphrase()
		if failed != nil {
			return nil, failed
		}
		if signer, err = ssh.ParsePrivateKeyWithPassphrase(private, []byte(words)); err != nil {
			return nil, ErrPassphrase
		}
	}
	if err != nil {
		return nil, errors.New("this is no private key of OpenSSH that a program can use; for one in an agent or on a token, sign with ssh-keygen -Y sign")
	}
	signed, err := sshsig.Sign(bytes.NewReader(message), signer, sshsig.HashSHA512, namespace)
	if err != nil {
		return nil, err
	}
	return sshsig.Armor(signed), nil
}
