package locale

import "testing"

func TestCompose(t *testing.T) {
	t.Parallel()
	for text, composed := range map[string]string{
		"": "", "cafe": "cafe", "caf\u00e9": "caf\u00e9", "cafe\u0301": "caf\u00e9", "\u1112\u1161\u11ab": "\ud55c", "\u212b": "\u00c5", "نمی\u200cخواهم": "نمی\u200cخواهم",
	} {
		if got := Compose(text); got != composed {
			t.Errorf("%+q composed is %+q, want %+q", text, got, composed)
		}
		if Composed(text) != (text == composed) || !Composed(composed) {
			t.Errorf("%+q: Composed says %v", text, Composed(text))
		}
	}
}
