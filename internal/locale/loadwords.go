package locale

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"daylight/internal/conf"
)

// wordsFile is the section words of a language's file. Numbers, fractions and
// scales are read from nodes, since the first word for a meaning is the one that hints use.
type wordsFile struct {
	Numbers   conf.Node   `conf:"numbers,required"`
	Articles  []conf.Text `conf:"articles,required"`
	Scales    conf.Node   `conf:"scales,required"`
	Percent   []conf.Text `conf:"percent,required"`
	Fractions conf.Node   `conf:"fractions,required"`
	All       []conf.Text `conf:"all,required"`
	Most      []conf.Text `conf:"most,required"`
	About     []conf.Text `conf:"about,required"`
	Nearly    []conf.Text `conf:"nearly,required"`
	MoreThan  []conf.Text `conf:"more-than,required"`
	AtLeast   []conf.Text `conf:"at-least,required"`
	FewerThan []conf.Text `conf:"fewer-than,required"`
	AtMost    []conf.Text `conf:"at-most,required"`
	Between   []conf.Text `conf:"between,required"`
}

// wordsLoader fills the table and refuses a phrase that stands in it twice.
type wordsLoader struct {
	*loader
	words
	seen map[string]bool
}

func (ld *loader) words(f wordsFile) words {
	w := wordsLoader{loader: ld, seen: map[string]bool{}, words: words{
		phrases: map[rune][]entry{}, sayNumber: map[int64]string{}, sayFraction: map[[2]int64]string{},
	}}
	for _, node := range []conf.Node{f.Numbers, f.Scales, f.Fractions} {
		if node.Kind != conf.Map {
			w.bad(node.Pos, "write a word, a colon and what it says", "this is no table of words")
		}
	}
	w.table.Numbers, w.table.Fractions = map[string]int64{}, map[string][2]int64{}
	w.numbers(f.Numbers, f.Articles)
	w.scaleWords(f.Scales)
	w.fractions(f.Fractions)
	w.table.All = w.list(f.All, entry{meaning: All, num: 1, den: 1})
	w.table.Most = w.list(f.Most, entry{meaning: Most, num: 1, den: 2})
	w.table.About = w.list(f.About, entry{meaning: About})
	w.table.Nearly = w.list(f.Nearly, entry{meaning: Nearly})
	w.table.MoreThan = w.list(f.MoreThan, entry{meaning: MoreThan})
	w.table.AtLeast = w.list(f.AtLeast, entry{meaning: AtLeast})
	w.table.LessThan = w.list(f.FewerThan, entry{meaning: FewerThan})
	w.table.AtMost = w.list(f.AtMost, entry{meaning: AtMost})
	for _, t := range f.Percent {
		w.percent = append(w.percent, w.phrase(t))
	}
	w.bands(f.Between)
	w.finish()
	return w.words
}

// phrase checks a phrase of the table and returns it in the form that is searched for.
func (w *wordsLoader) phrase(t conf.Text) string {
	phrase := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(t.Value, "’", "'")), " "))
	if first, _ := utf8.DecodeRuneInString(phrase); !unicode.IsLetter(first) || strings.ContainsFunc(phrase, unicode.IsDigit) {
		w.bad(t.Pos, "", "a checked word begins with a letter and holds no digit")
	} else if w.seen[phrase] {
		w.bad(t.Pos, "keep one of them", "this word stands in the table twice")
	}
	w.seen[phrase] = true
	return phrase
}

func (w *wordsLoader) add(e entry) {
	first, _ := utf8.DecodeRuneInString(e.word)
	w.phrases[first] = append(w.phrases[first], e)
}

func (w *wordsLoader) list(items []conf.Text, like entry) []string {
	var list []string
	for _, t := range items {
		like.word = w.phrase(t)
		w.add(like)
		list = append(list, like.word)
	}
	if key := [2]int64{like.num, like.den}; like.meaning == All && len(list) > 0 {
		w.sayFraction[key] = list[0]
	}
	return list
}

func (w *wordsLoader) numbers(node conf.Node, articles []conf.Text) {
	for i, key := range node.Keys {
		n, err := strconv.ParseInt(node.Items[i].Value, 10, 64)
		if err != nil || n < 0 {
			w.bad(key.Pos, "write the number in digits", "the value of this word is no whole number")
			continue
		}
		word := w.phrase(key)
		w.table.Numbers[word] = n
		if _, ok := w.sayNumber[n]; !ok {
			w.sayNumber[n] = word
		}
		article := slices.ContainsFunc(articles, func(t conf.Text) bool { return strings.ToLower(t.Value) == word })
		w.add(entry{word: word, meaning: NumberWord, num: n, den: 1, article: article})
	}
	for _, t := range articles {
		if _, ok := w.table.Numbers[strings.ToLower(t.Value)]; !ok {
			w.bad(t.Pos, "name only words that stand under numbers", "this word is no number of the table")
		}
	}
	if none, ok := w.sayNumber[0]; ok {
		w.sayFraction[[2]int64{0, 1}] = none
	}
}

func (w *wordsLoader) scaleWords(node conf.Node) {
	for i, key := range node.Keys {
		power, err := strconv.Atoi(node.Items[i].Value)
		if err != nil || power < 1 || power > 18 {
			w.bad(key.Pos, "write 3 for a thousand, 6 for a million", "the value of this word is no power of ten")
			continue
		}
		w.scales = append(w.scales, scale{w.phrase(key), power})
	}
}

func (w *wordsLoader) fractions(node conf.Node) {
	for i, key := range node.Keys {
		num, den, ok := parseFraction(node.Items[i].Value)
		if !ok {
			w.bad(key.Pos, "write a fraction such as 2/5, with 2, 3, 4, 5 or 10 below", "the value of these words is no fraction that can be checked")
			continue
		}
		words := w.phrase(key)
		w.table.Fractions[words] = [2]int64{num, den}
		divisor := gcd(num, den)
		lowest := [2]int64{num / divisor, den / divisor}
		if _, ok := w.sayFraction[lowest]; !ok && num == lowest[0] {
			w.sayFraction[lowest] = words
		}
		w.add(entry{word: words, meaning: Fraction, num: num, den: den})
	}
}

// Denominators are those of the fractions that words may say, in rising order.
func Denominators() []int64 { return []int64{2, 3, 4, 5, 10} }

func parseFraction(s string) (num, den int64, ok bool) {
	above, below, _ := strings.Cut(s, "/")
	num, err := strconv.ParseInt(above, 10, 64)
	den, err2 := strconv.ParseInt(below, 10, 64)
	return num, den, err == nil && err2 == nil && 0 < num && num < den && slices.Contains(Denominators(), den)
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (w *wordsLoader) bands(items []conf.Text) {
	for _, t := range items {
		pattern := string(w.pattern(t, "low", "high"))
		before, rest, _ := strings.Cut(pattern, "{low}")
		middle, after, ok := strings.Cut(rest, "{high}")
		if !ok || strings.ContainsAny(before+middle+after, "{}") || plainWords(middle) == "" {
			w.bad(t.Pos, "write {low}, a word, {high}", "the ends of the band are not in order")
			continue
		}
		w.between = append(w.between, between{plainWords(before), plainWords(middle), plainWords(after)})
		w.table.Between = append(w.table.Between, t.Value)
	}
}

// finish sorts what is searched, the longest first.
func (w *wordsLoader) finish() {
	for _, first := range slices.Sorted(maps.Keys(w.phrases)) {
		slices.SortStableFunc(w.phrases[first], func(a, b entry) int { return cmp.Compare(len(b.word), len(a.word)) })
	}
	slices.SortStableFunc(w.scales, func(a, b scale) int { return cmp.Compare(len(b.word), len(a.word)) })
	slices.SortStableFunc(w.percent, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
}
