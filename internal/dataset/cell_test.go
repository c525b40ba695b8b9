package dataset

import (
	"strings"
	"testing"

	"daylight/internal/diag"
)

func hintOf(err error) string {
	list, _ := diag.AsList(err)
	var hints []string
	for _, d := range list {
		hints = append(hints, d.Hint)
	}
	return strings.Join(hints, "\n")
}

func TestJudgeCount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text      string
		status    Status
		low, high int64
	}{
		{"0", Exact, 0, 0}, {"6051", Exact, 6051, 6051}, {"9007199254740992", Exact, maxWhole, maxWhole},
		{">40000", Bound, 40001, open}, {">0", Bound, 1, open}, {"<5", Bound, 0, 4}, {"<1", Bound, 0, 0},
		{"0..249", Band, 0, 249}, {"~100", Approximate, 100, 100},
	} {
		if v := judge(Count, c.text); v.fault != nil || v.status != c.status || v.low != c.low || v.high != c.high {
			t.Errorf("%q is %+v", c.text, v)
		}
	}
}

func TestJudgeCountRefuses(t *testing.T) {
	t.Parallel()
	for text, hint := range map[string]string{
		"1.9": "without decimals", "1.": "without decimals", "1e3": "without decimals", "50%": "without decimals",
		"0123": "leading zero", "00": "leading zero", "1,234": "grouping", "1 234": "grouping", "1\u202f234": "grouping", "1'234": "grouping",
		"-5": "no sign", "−5": "no sign", "1-10": "two dots", "1–10": "two dots",
		"NaN": countForms, "Inf": countForms, "x": countForms, "0x1F": countForms, "1_000": countForms, "five": countForms, "?": countForms,
		"+5": countForms, "~": countForms, ">": countForms, ">=5": countForms, "> 5": "grouping", "~>5": countForms, "5+": countForms, ">05": countForms,
		"１２": "digits 0 to 9", "٣": "digits 0 to 9",
		"9007199254740993": "ran together", "99999999999999999999999999": "ran together", ">9007199254740992": "ran together", "0..9007199254740993": "ran together",
		"5..5": "smaller number first", "9..5": "smaller number first", "..5": "two whole numbers", "5..": "two whole numbers", "1...5": "two whole numbers", "1..2..3": "two whole numbers", "01..5": "two whole numbers", "<5..9": "two whole numbers",
		"<0": "write 0", " 5": "spaces", "5 ": "spaces", "": "write a value",
	} {
		if v := judge(Count, text); v.fault == nil || !strings.Contains(v.fault.hint, hint) {
			t.Errorf("%q gives %+v, want a hint with %q", text, v.fault, hint)
		}
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind      Type
		good, bad string // separated by spaces
	}{
		{Integer, "0 -5 6051 -9007199254740992", "-0 +5 05 1.0 1e3 - -- 9007199254740993 ５ 0x1 1,000"},
		{Number, "0 0.5 -12.50 123456789012345 0.00000000000001", "-0 -0.0 .5 5. 05 +1 1e3 NaN inf 1,5 1.2.3 50% 1.-5 1234567890123456 0.000000000000001 --1"},
		{Date, "2011-05-02 2012-02-29", "2011-02-29 2011-13-01 2011-5-2 02/05/2011 2011-05-02T00:00 0999-01-01 2011 2011-00-10"},
		{Year, "2011 1000 9999", "11 0999 20111 2O11 -2011 2011-05"},
		{Boolean, "true false", "True TRUE yes 1 0 wahr"},
		{Source, "cce2014-q ec2012 a:b/c.d_e 2", "-a a,b a(b) é .a #"},
		{String, "a é 5 (5) [ ] a=b ـا", "=a +a -a @a ＋a －a ＠a -"},
		{Period, "2011 2011-05 2011-05-02 2011-Q1 2011-Q4 2011-H1 2011-H2 2011-03-26/2011-05-02 2011-05-02/2011-05-02 ../2012-02-22 2012-02-22/.. total",
			"2011-13 2011-Q0 2011-Q5 2011-H3 2011-H0 2011-q1 2011Q1 2011-05-32 2011-05-03/2011-05-02 ../.. ../ /.. 2011/2012 2011-05/.. a/b 2011-05-02/2011-05-03/2011-05-04 0011 Total 2011-1 2011-W10 11-05-02 2011-5-02 2011--05"},
	} {
		for _, text := range strings.Fields(c.good) {
			if v := judge(c.kind, text); v.fault != nil || v.status != Exact {
				t.Errorf("%s %q gives %+v", c.kind, text, v.fault)
			}
		}
		for _, text := range strings.Fields(c.bad) {
			if v := judge(c.kind, text); v.fault == nil || v.fault.code != CodeCell || v.fault.hint == "" {
				t.Errorf("%s %q gives %+v", c.kind, text, v.fault)
			}
		}
	}
}

func TestSpan(t *testing.T) {
	t.Parallel()
	for period, want := range map[string]string{
		"2011": "2011-01-01 2011-12-31", "2012-02": "2012-02-01 2012-02-29", "2011-12": "2011-12-01 2011-12-31", "2011-05-02": "2011-05-02 2011-05-02",
		"2011-Q2": "2011-04-01 2011-06-30", "2011-Q4": "2011-10-01 2011-12-31", "2011-H1": "2011-01-01 2011-06-30", "2011-H2": "2011-07-01 2011-12-31",
		"2011-03-26/2011-05-02": "2011-03-26 2011-05-02", "../2012-02-22": "0001-01-01 2012-02-22", "2012-02-22/..": "2012-02-22 0001-01-01",
	} {
		first, last, ok := Span(period)
		if got := first.Format("2006-01-02") + " " + last.Format("2006-01-02"); !ok || got != want {
			t.Errorf("%s is %s, want %s", period, got, want)
		}
	}
	if _, _, ok := Span(Total); ok {
		t.Error("total is no span of time")
	}
}
