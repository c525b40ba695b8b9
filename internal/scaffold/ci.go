package scaffold

import (
	_ "embed" // for the files of the hosts

	"daylight/internal/tree"
)

var (
	//go:embed ci/github.yml
	github []byte
	//go:embed ci/gitlab.yml
	gitlab []byte
)

// Hosts are the names of the hosts that CI has a file for.
func Hosts() []string { return []string{"github", "gitlab"} }

// CI returns the file by which a host builds and publishes a report, at its place; none
// for a host that is not known.
func CI(host string) tree.Tree {
	files := map[string][]byte{}
	switch host {
	case "github":
		files[".github/workflows/report.yml"] = github
	case "gitlab":
		files[".gitlab-ci.yml"] = gitlab
	}
	t, _ := tree.New(files) // these paths are valid
	return t
}
