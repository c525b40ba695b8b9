package signature_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"aead.dev/minisign"
	"golang.org/x/crypto/ssh"

	"daylight/internal/signature"
)

var message = []byte("9c3b7346ea68d84518361bd01463019a  index.html\n")

func never() (string, error) { return "", errors.New("asked for a passphrase") }

func say(words string) func() (string, error) {
	return func() (string, error) { return words, nil }
}

// pair is a private key and its public one, as their tools write them.
type pair struct{ private, public []byte }

func minisignPair(t *testing.T) pair {
	t.Helper()
	public, private, err := minisign.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	secret, err1 := private.MarshalText()
	open, err2 := public.MarshalText()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return pair{secret, open}
}

func sshPair(t *testing.T, passphrase string) pair {
	t.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	open, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return pair{pem.EncodeToMemory(block), ssh.MarshalAuthorizedKey(open)}
}

// signed signs the message with a key of either kind.
func signed(t *testing.T, p pair, passphrase func() (string, error)) []byte {
	t.Helper()
	sign := signature.SignSSH
	if !bytes.Contains(p.private, []byte("OPENSSH")) {
		sign = func(private, message []byte, passphrase func() (string, error)) ([]byte, error) {
			return signature.SignMinisign(private, message, "file:SHA256SUMS", passphrase)
		}
	}
	sig, err := sign(p.private, message, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return sig
}

func key(t *testing.T, public []byte) signature.Key {
	t.Helper()
	k, err := signature.ReadKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSignedAndVerified(t *testing.T) {
	t.Parallel()
	kinds := map[string]func(*testing.T) pair{"minisign": minisignPair, "ssh": func(t *testing.T) pair { return sshPair(t, "") }}
	for name, generate := range kinds {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mine, other := generate(t), generate(t)
			sig := signed(t, mine, never)
			if err := key(t, mine.public).Verify(message, sig); err != nil {
				t.Fatal(err)
			}
			if key(t, other.public).Verify(message, sig) == nil {
				t.Error("another key's signature was taken")
			}
			for i := range message {
				forged := bytes.Clone(message)
				forged[i] ^= 1
				if key(t, mine.public).Verify(forged, sig) == nil {
					t.Fatalf("the message was changed at byte %d unseen", i)
				}
			}
			for _, bad := range [][]byte{nil, []byte("x"), sig[:len(sig)/2], bytes.Repeat(sig[:40], 3)} {
				if key(t, mine.public).Verify(message, bad) == nil {
					t.Errorf("%q was taken for a signature", bad)
				}
			}
		})
	}
}

func TestTheKindsAreKeptApart(t *testing.T) {
	t.Parallel()
	m, s := minisignPair(t), sshPair(t, "")
	if key(t, m.public).Verify(message, signed(t, s, never)) == nil || key(t, s.public).Verify(message, signed(t, m, never)) == nil {
		t.Error("a signature of the other kind was taken")
	}
	if key(t, m.public).Suffix() != ".minisig" || key(t, s.public).Suffix() != ".sig" {
		t.Error("the files have other names")
	}
	several := key(t, append(bytes.Clone(sshPair(t, "").public), s.public...))
	if err := several.Verify(message, signed(t, s, never)); err != nil {
		t.Error("one of several keys: ", err)
	}
}

func TestPassphrases(t *testing.T) {
	t.Parallel()
	locked := sshPair(t, "open sesame")
	if err := key(t, locked.public).Verify(message, signed(t, locked, say("open sesame"))); err != nil {
		t.Error(err)
	}
	if _, err := signature.SignSSH(locked.private, message, say("wrong")); !errors.Is(err, signature.ErrPassphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if _, err := signature.SignSSH(locked.private, message, never); err == nil {
		t.Error("no passphrase was needed")
	}
	if _, err := signature.SignMinisign(lockedMinisign(t), message, "", say("wrong")); !errors.Is(err, signature.ErrPassphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if _, err := signature.SignMinisign(lockedMinisign(t), message, "", never); err == nil {
		t.Error("no passphrase was needed")
	}
}

// lockedMinisign returns a key that says it is encrypted, and no passphrase opens. Minisign's own
// take a gigabyte and ten seconds to open.
func lockedMinisign(t *testing.T) []byte {
	t.Helper()
	comment, text, _ := bytes.Cut(minisignPair(t).private, []byte("\n"))
	key, err := base64.StdEncoding.DecodeString(string(text))
	if err != nil {
		t.Fatal(err)
	}
	copy(key[2:], "Sc")
	binary.LittleEndian.PutUint64(key[38:], 1<<15)
	binary.LittleEndian.PutUint64(key[46:], 1<<24)
	return append(append(comment, '\n'), base64.StdEncoding.EncodeToString(key)...)
}

func TestWhatIsNoKey(t *testing.T) {
	t.Parallel()
	m, s := minisignPair(t), sshPair(t, "")
	for _, bad := range [][]byte{nil, []byte("\n\n"), []byte("hello"), m.private, s.private, []byte("ssh-ed25519 AAAA")} {
		if _, err := signature.ReadKey(bad); err == nil {
			t.Errorf("%q was read as a public key", bad)
		}
	}
	if _, err := signature.SignSSH(m.private, message, never); err == nil {
		t.Error("a minisign key signed as SSH's")
	}
	if _, err := signature.SignMinisign(s.private, message, "", never); err == nil {
		t.Error("an SSH key signed as minisign's")
	}
}

// The plain tools take our signatures, and we take theirs.
func TestThePlainTools(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	run := func(stdin []byte, name string, args ...string) {
		c := exec.Command(name, args...)
		c.Stdin = bytes.NewReader(stdin)
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s %q: %v\n%s", name, args, err, out)
		}
	}
	list := file("SHA256SUMS", message)
	t.Run("ssh-keygen", func(t *testing.T) {
		needs(t, "ssh-keygen")
		s := sshPair(t, "")
		allowed := file("allowed", append([]byte("me "), s.public...))
		ours := file("ours.sig", signed(t, s, never))
		run(message, "ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "me", "-n", "file", "-s", ours)
		run(nil, "ssh-keygen", "-Y", "sign", "-n", "file", "-f", file("id", s.private), list)
		theirs, _ := os.ReadFile(list + ".sig")
		if err := key(t, s.public).Verify(message, theirs); err != nil {
			t.Error(err)
		}
		os.Remove(list + ".sig")
		run(nil, "ssh-keygen", "-Y", "sign", "-n", "email", "-f", file("id", s.private), list)
		mail, _ := os.ReadFile(list + ".sig")
		if key(t, s.public).Verify(message, mail) == nil {
			t.Error("a signature for another purpose was taken")
		}
	})
	t.Run("minisign", func(t *testing.T) {
		needs(t, "minisign")
		m := minisignPair(t)
		public, ours := file("m.pub", m.public), file("ours.minisig", signed(t, m, never))
		run(nil, "minisign", "-V", "-p", public, "-m", list, "-x", ours)
		run([]byte("\n"), "minisign", "-S", "-s", file("m.key", m.private), "-m", list)
		theirs, _ := os.ReadFile(list + ".minisig")
		if err := key(t, m.public).Verify(message, theirs); err != nil {
			t.Error(err)
		}
	})
}

func needs(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skip(tool + " is not installed")
	}
}
