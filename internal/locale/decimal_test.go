package locale

import (
	"math"
	"math/big"
	"strings"
	"testing"
)

// dec reads a decimal that a test knows to be one.
func dec(t testing.TB, s string) Decimal {
	t.Helper()
	d, err := ParseDecimal(s)
	if err != nil {
		t.Fatalf("ParseDecimal(%q): %v", s, err)
	}
	return d
}

func TestParseDecimal(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0": "0", "-0": "0", "-0.00": "0", "007": "7", "6051": "6051", "-12.340": "-12.34",
		"0.405761": "0.405761", "9223372036854775807": "9223372036854775807",
		"-9223372036854775808": "-9223372036854775808", "9223372036854775808": "9223372036854775808",
		"92233720368547758070.0": "92233720368547758070", "1000.000": "1000",
		"0.00000000000000000000000000001": "0.00000000000000000000000000001",
		"inf":                             "inf", "-inf": "-inf",
	} {
		if got := dec(t, in).String(); got != want {
			t.Errorf("%s is read as %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"", "-", ".", "1.", ".5", "+1", "1e3", "1,000", " 1", "--1", "1.2.3", "Inf", "nan", "٣", "1_000", "0x1f", strings.Repeat("9", 5000)} {
		if d, err := ParseDecimal(in); err == nil {
			t.Errorf("%.20q is read as %v, want an error", in, d)
		}
	}
}

// Equal values are == however they came about: claims and sums rely on it.
func TestDecimalIsCanonical(t *testing.T) {
	t.Parallel()
	half, err := Float(0.5)
	if err != nil {
		t.Fatal(err)
	}
	wide := dec(t, "92233720368547758080")
	for i, pair := range [][2]Decimal{
		{half, dec(t, "0.500")},
		{half, Int(5).Shift(-1)},
		{Int(100), Int(1).Shift(2)},
		{Int(math.MaxInt64).Add(Int(1)).Add(Int(-1)), Int(math.MaxInt64)},
		{wide.Add(wide.Neg()), Decimal{}},
		{Int(math.MinInt64).Neg().Neg(), Int(math.MinInt64)},
		{dec(t, "0.3").Add(dec(t, "0.7")), Int(1)},
		{wide.Shift(-1), dec(t, "9223372036854775808")},
		{wide.Shift(-20).Shift(20), wide},
		{Inf(1).Add(Int(-5)), Inf(1)},
		{Inf(1).Times(-3), Inf(-1)},
		{Int(7).Add(Inf(-1)), Inf(-1)},
		{Inf(-1).Neg(), Inf(1)},
	} {
		if pair[0] != pair[1] || pair[0].Cmp(pair[1]) != 0 {
			t.Errorf("%d: %#v and %#v are not one", i, pair[0], pair[1])
		}
	}
}

func TestFloat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   float64
		want string
	}{
		{0.1 + 0.2, "0.3"},
		{949.0 / 1597, "0.594239198497"},
		{648.0 / 1597, "0.405760801503"},
		{1.000000000005, "1.00000000001"},
		{-1.000000000005, "-1.00000000001"},
		{123456789012.5, "123456789013"},
		{1e15, "1000000000000000"},
		{-0.0, "0"},
		{math.Copysign(0, -1), "0"},
		{math.Inf(1), "inf"},
		{math.Inf(-1), "-inf"},
		{5e-324, "0." + strings.Repeat("0", 323) + "5"},
	} {
		d, err := Float(c.in)
		if err != nil || d.String() != c.want {
			t.Errorf("Float(%v) = %v, %v; want %s", c.in, d, err, c.want)
		}
	}
	if _, err := Float(math.NaN()); err == nil {
		t.Error("NaN became a number")
	}
}

func TestRoundAndFixed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		places int
		want   string
	}{
		{"0.405", 2, "0.41"}, {"-0.405", 2, "-0.41"}, {"0.4049999999999999999999", 2, "0.40"},
		{"0.5", 0, "1"}, {"-0.5", 0, "-1"}, {"0.49", 0, "0"}, {"-0.4", 0, "0"}, {"9.995", 2, "10.00"},
		{"949", 3, "949.000"}, {"949", -2, "900"}, {"950", -2, "1000"}, {"0", 3, "0.000"}, {"0.001", 1, "0.0"},
		{"9223372036854775807.5", 0, "9223372036854775808"}, {"inf", 2, "inf"}, {"-inf", 2, "-inf"},
	} {
		if got := dec(t, c.in).Fixed(c.places); got != c.want {
			t.Errorf("%s to %d places is %s, want %s", c.in, c.places, got, c.want)
		}
	}
}

func TestCompareAndSign(t *testing.T) {
	t.Parallel()
	rising := []string{"-inf", "-92233720368547758080", "-9223372036854775808", "-1", "-0.5", "0", "0.00000000000000000000000001",
		"0.4", "0.40001", "2", "9223372036854775807", "9223372036854775807.1", "9223372036854775808", "inf"}
	for i, a := range rising {
		for j, b := range rising {
			want := min(1, max(-1, i-j))
			if got := dec(t, a).Cmp(dec(t, b)); got != want {
				t.Errorf("Cmp(%s, %s) = %d, want %d", a, b, got, want)
			}
		}
		if got, want := dec(t, a).Sign(), dec(t, a).Cmp(Decimal{}); got != want {
			t.Errorf("Sign(%s) = %d, want %d", a, got, want)
		}
	}
}

func TestOppositeInfinitiesPanic(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]func(){
		"sum":     func() { Inf(1).Add(Inf(-1)) },
		"product": func() { Inf(1).Times(0) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("the %s has a value", name)
				}
			}()
			f()
		}()
	}
}

func TestFloat64(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]float64{"0.1": 0.1, "-6051": -6051, "inf": math.Inf(1), "1" + strings.Repeat("0", 400): math.Inf(1)} {
		if got := dec(t, in).Float64(); got != want {
			t.Errorf("%.10s is %v as a float, want %v", in, got, want)
		}
	}
}

// FuzzDecimal holds the arithmetic against big.Rat and the written form against
// what it was read from.
func FuzzDecimal(f *testing.F) {
	for _, s := range [][2]string{{"0", "-0.50"}, {"9223372036854775807", "1"}, {"-9223372036854775808", "-0.1"}, {"inf", "7"}, {"99999999999999999999.5", "0.5"}} {
		f.Add(s[0], s[1], int8(1))
	}
	f.Fuzz(func(t *testing.T, a, b string, n int8) {
		d, err := ParseDecimal(a)
		e, err2 := ParseDecimal(b)
		if err != nil || err2 != nil || len(a)+len(b) > 300 {
			return
		}
		for _, x := range []Decimal{d, e, d.Round(int(n)), d.Shift(int(n)), d.Neg()} {
			if back, err := ParseDecimal(x.String()); err != nil || back != x {
				t.Fatalf("%v is read back as %v, %v", x, back, err)
			}
		}
		if d.IsInf() || e.IsInf() {
			return
		}
		r, s := rat(d), rat(e)
		if d.Cmp(e) != r.Cmp(s) {
			t.Fatalf("Cmp(%v, %v) = %d", d, e, d.Cmp(e))
		}
		if sum := d.Add(e); rat(sum).Cmp(new(big.Rat).Add(r, s)) != 0 {
			t.Fatalf("%v + %v = %v", d, e, sum)
		}
		if product := d.Times(int64(n)); rat(product).Cmp(new(big.Rat).Mul(r, big.NewRat(int64(n), 1))) != 0 {
			t.Fatalf("%v * %d = %v", d, n, product)
		}
		if want := r.FloatString(int(n)); n >= 0 && d.Round(int(n)).Sign() != 0 && d.Fixed(int(n)) != want {
			t.Fatalf("%v to %d places is %s, want %s", d, n, d.Fixed(int(n)), want)
		}
	})
}

func rat(d Decimal) *big.Rat {
	r, _ := new(big.Rat).SetString(d.String())
	return r
}

func BenchmarkAdd(b *testing.B) {
	sum := Decimal{}
	for b.Loop() {
		sum = sum.Add(Int(12))
	}
	_ = sum
}
