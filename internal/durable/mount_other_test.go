//go:build unix && !linux

package durable

import "testing"

func mountReadOnly(t *testing.T, folder string) (dir string) {
	t.Helper()
	t.Skip("root may write everywhere")
	return ""
}
