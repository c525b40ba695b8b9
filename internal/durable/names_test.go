package durable

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daylight/internal/diag"
)

// TestNamesStayInOneLine holds that a file cannot forge a message by its name.
func TestNamesStayInOneLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder := filepath.Join(dir, "content", "static")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "x\nall is well\r\x1b[2K.txt"), nil, 0o600); err != nil {
		t.Skip("this system has no such names: ", err)
	}
	_, err := ReadProject(dir)
	list, _ := diag.AsList(err)
	found := false
	for _, d := range list {
		found = found || d.Code == CodeName
		if strings.ContainsAny(d.String(), "\n\r\x1b") {
			t.Errorf("more than a line: %q", d)
		}
	}
	if !found {
		t.Errorf("the name is not refused: %v", err)
	}
}
