package chart

func (m *model) layoutFlow(s size) *picture     { return m.layoutLying(s) }
func (m *model) layoutFunnel(s size) *picture   { return m.layoutLying(s) }
func (m *model) layoutTimeline(s size) *picture { return m.layoutLying(s) }
