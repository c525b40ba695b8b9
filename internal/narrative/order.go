package narrative

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
)

// inOrder returns the drafts' pages in reading order.
func inOrder(drafts []*draft) []*Page {
	pages := make([]*Page, len(drafts))
	keys := make(map[*Page][]step, len(drafts))
	orders := folderOrders(drafts)
	for i, d := range drafts {
		pages[i] = d.page
		keys[d.page] = stepsTo(d.page, orders)
	}
	slices.SortFunc(pages, func(a, b *Page) int {
		return slices.CompareFunc(keys[a], keys[b], compareSteps)
	})
	return pages
}

// step is one part of the way to a page: a folder or the page itself among its
// neighbours.
type step struct {
	order int
	name  string
}

func compareSteps(a, b step) int {
	return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.name, b.name))
}

// stepsTo returns the way to a page. Home has no steps and so comes first, and a
// folder's index page before the folder's other pages.
func stepsTo(p *Page, orders map[string]int) []step {
	if p.Slug == "" {
		return nil
	}
	var steps []step
	folder := ""
	for name := range strings.SplitSeq(p.Slug, "/") {
		folder = path.Join(folder, name)
		steps = append(steps, step{orders[folder], name})
	}
	return steps
}

// folderOrders returns the order of every page and folder by its slug. A folder
// without an index page stands where its first page would.
func folderOrders(drafts []*draft) map[string]int {
	pages := make(map[string]int, len(drafts))
	for _, d := range drafts {
		pages[d.page.Slug] = d.page.Order
	}
	orders := maps.Clone(pages)
	for _, d := range drafts {
		for folder := path.Dir(d.page.Slug); folder != "."; folder = path.Dir(folder) {
			if _, hasIndex := pages[folder]; hasIndex {
				break
			}
			if first, ok := orders[folder]; !ok || d.page.Order < first {
				orders[folder] = d.page.Order
			}
		}
	}
	return orders
}
