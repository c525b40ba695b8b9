package report

import (
	"daylight/internal/dataset"
	"daylight/internal/identity"
	"daylight/internal/tree"
)

// checkSums reads the sums that must hold and checks them. The set is also what an
// attacker knows of the cells that are withheld.
func checkSums(project tree.Tree, data *dataset.Set) (*identity.Set, error) {
	set, err := identity.Read(project, data)
	if err != nil {
		return nil, err
	}
	return set, set.Check(ruled(data))
}
