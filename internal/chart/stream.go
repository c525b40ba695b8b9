package chart

import (
	"daylight/internal/dataset"
	"daylight/internal/diag"
)

// checkStream asks that a flow or a funnel is one stream: nothing is in a later stage
// that was not in the one before.
func (p *plan) checkStream(problems *diag.List) {
	const (
		message = "more comes out of a stage than goes in: this is not one stream"
		hint    = "show bars, or a strip of key figures for each unit: people, calls and numbers are not one stream"
	)
	if p.kind.is(kindFunnel) {
		cells := p.query.Row(0)
		for i := 1; i < len(p.y); i++ {
			if before, after := cells[p.y[i-1]], cells[p.y[i]]; known(before) && known(after) && after.Low.Cmp(before.High) > 0 {
				problems.Add(p.spec.Y[i].Pos, CodeUnit, hint, message)
			}
		}
		return
	}
	nodes := p.nodes()
	for _, n := range nodes {
		if n.depth < 0 {
			problems.Add(p.spec.To.Pos, CodeQuery, "let the query leave out what leads back", "the flow leads back to where it came from")
			return
		}
		if n.in > 0 && n.isKnown && n.out > n.in*(1+1e-9) {
			problems.Add(p.spec.Y[0].Pos, CodeUnit, hint, message)
			return
		}
	}
}

func known(v dataset.Value) bool { return !v.Status.Unknown() }

// node is a place that a flow leads to or from.
type node struct {
	key     string
	depth   int // how many stages stand before it; -1 where the flow leads in a circle
	in, out float64
	isKnown bool // all that goes in and out is exact
}

// nodes returns the places of a flow in order of first use, each behind all that lead
// to it.
func (p *plan) nodes() []node {
	var nodes []node
	index := map[string]int{}
	at := func(key string) int {
		i, ok := index[key]
		if !ok {
			i = len(nodes)
			index[key] = i
			nodes = append(nodes, node{key: key, isKnown: true})
		}
		return i
	}
	var links [][2]int
	for row := range p.query.Len() {
		cells := p.query.Row(row)
		from, to, v := at(RawText(cells[p.x])), at(RawText(cells[p.to])), cells[p.y[0]]
		links = append(links, [2]int{from, to})
		if v.Status != dataset.Exact {
			nodes[from].isKnown, nodes[to].isKnown = false, false
			continue
		}
		nodes[from].out += v.Low.Float64()
		nodes[to].in += v.Low.Float64()
	}
	for range nodes { // as often as the longest way may be
		for _, l := range links {
			nodes[l[1]].depth = max(nodes[l[1]].depth, nodes[l[0]].depth+1)
		}
	}
	for _, l := range links {
		if nodes[l[1]].depth <= nodes[l[0]].depth || nodes[l[1]].depth >= len(nodes) {
			nodes[l[1]].depth = -1
		}
	}
	return nodes
}
