package locale

import "testing"

func TestComposed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": true, "cafe": true, "caf\u00e9": true, "cafe\u0301": false, "\ud55c": true, "\u1112\u1161\u11ab": false, "\u212b": false, "نمی\u200cخواهم": true,
	} {
		if Composed(text) != want {
			t.Errorf("%+q: composed is %v", text, !want)
		}
	}
}
