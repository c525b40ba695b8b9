// Package chart turns a chart's spec and its query's rows into a picture for
// everyone: an SVG, the same numbers as a table and as CSV, and a description.
//
// # Three kinds
//
// A bar chart compares one quantity between categories or periods. Its bars begin
// at zero and lie down, unless there are few of them, they are periods and their
// labels fit below. A stacked chart shows the parts of a whole; with one row it is
// one bar, whose parts are labelled directly. A dots chart shows values announced
// over time, never joined; its groups are told apart by shape, colour and words.
//
// # What a value looks like
//
// An exact value is a full mark. Where the data leaves the extent open (a bound, a
// band, an approximate number), that stretch is hatched or the dot is hollow, an
// arrow shows an open end, and the label has the words: "more than 700". A value
// that is withheld, not published or not applicable is a dashed box with those
// words, never a zero and never a gap. A value that is known and may still be revised is
// lined within an outline, or a dot in a ring, and has the word too: see provisional.go.
//
// # Colours and classes, for the author of a theme
//
// A picture is drawn in the colours of Roles. Every element that has one also has a
// class: "f-ROLE" for its fill, "k-ROLE" for its stroke. The attribute is what shows
// without a stylesheet; a theme recolours with properties, in dark mode for example:
//
//	.chart svg .f-s1 { fill: var(--s1) }
//	.chart svg .k-s1 { stroke: var(--s1) }
//
// The roles are ink (texts), muted (texts of axes and notes), line (lines of the
// grid), unknown (the dashed box of a missing number), bg (behind everything) and
// s1 to s6 (the series, in order). Text stands on the background only, never on a
// mark. Roles says which colours hold the promised contrast on light and on dark.
//
// The svg element of a page has the class chart-svg, and chart-wide or chart-narrow.
// Marks that stand for a cell of the chart's table have data-row and data-col, both
// counted from 0.
package chart
