package readability

import "testing"

func TestSyllables(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		word   string
		french bool
		want   int
	}{
		{"cat", false, 1}, {"number", false, 2}, {"code", false, 1}, {"table", false, 2}, {"called", false, 1}, {"counted", false, 2},
		{"information", false, 4}, {"the", false, 1}, {"s", false, 0}, {"2011", false, 1}, {"949", true, 1},
		{"chat", true, 1}, {"numéro", true, 3}, {"abonné", true, 3}, {"texte", true, 1}, {"textes", true, 1}, {"le", true, 1}, {"l", true, 0},
		{"ordonnance", true, 3}, {"été", true, 2}, {"plaignants", true, 2},
	} {
		if got := syllables(c.word, c.french); got != c.want {
			t.Errorf("%s: %d, want %d", c.word, got, c.want)
		}
	}
}

func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang      string
		sentences []string
		want      Score
	}{
		{"en-CA", []string{"The cat sat on the mat."}, Score{6, 1, 6, 100, true}}, // 116 by the formula
		{"en", []string{"The investigators obtained subscriber information.", "They did not say why."}, Score{10, 2, 20, 33, true}},
		{"fr-CA", []string{"Le chat dort.", "Il a faim."}, Score{6, 2, 6, 100, true}},
		{"fr", []string{"L’abonné a refusé."}, Score{3, 1, 7, 32, true}},
		{"he", []string{"one two"}, Score{2, 1, 2, 0, false}},
		{"en", []string{"", "—"}, Score{}},
	} {
		if got := Of(c.lang, c.sentences); got != c.want {
			t.Errorf("%s %q: %+v, want %+v", c.lang, c.sentences, got, c.want)
		}
	}
	if got := (Score{Words: 25, Sentences: 2}).PerSentence(); got != 13 {
		t.Errorf("12.5 words: %d", got)
	}
}
