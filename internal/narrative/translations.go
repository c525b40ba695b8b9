package narrative

import (
	"maps"
	"slices"

	"daylight/internal/conf"
	"daylight/internal/diag"
)

// Translation is what is said of a source in a language that its entry is not written
// in: what it leaves out is shown as the entry has it.
type Translation struct {
	Pos                                   diag.Pos
	Title, Author, Publisher, Note, Label string
	Original                              string // the title that Title is a translation of
}

// translation is an item of an entry's translations.
type translation struct {
	Pos            diag.Pos  `conf:",pos"`
	Title          conf.Text `conf:"title"`
	OriginalTitle  conf.Text `conf:"original-title"`
	TitleShort     conf.Text `conf:"title-short"`
	Author         []name    `conf:"author"`
	Publisher      conf.Text `conf:"publisher"`
	ContainerTitle conf.Text `conf:"container-title"`
	Note           conf.Text `conf:"note"`
}

// translated returns what an entry says in other languages.
func (e entry) translated() map[string]Translation {
	if len(e.Translations) == 0 {
		return nil
	}
	said := make(map[string]Translation, len(e.Translations))
	for _, lang := range slices.Sorted(maps.Keys(e.Translations)) {
		t := e.Translations[lang]
		said[lang] = Translation{
			Pos: t.Pos, Title: oneLine(t.Title.Value), Author: authors(t.Author),
			Publisher: oneLine(firstOf(t.Publisher.Value, t.ContainerTitle.Value)), Note: oneLine(t.Note.Value), Label: oneLine(t.TitleShort.Value),
			Original: oneLine(t.OriginalTitle.Value),
		}
	}
	return said
}

// In returns the source as it is spoken of in a language. A title that is not in it is
// named by TitleLang; of one that was translated, Original may be the source's own.
func (r Reference) In(lang string) Reference {
	t := r.Translations[lang]
	if r.Language != "" && r.Language != lang && t.Title == "" {
		r.TitleLang = r.Language
	}
	r.Original = t.Original
	r.Title, r.Author = firstOf(t.Title, r.Title), firstOf(t.Author, r.Author)
	r.Publisher, r.Note, r.Label = firstOf(t.Publisher, r.Publisher), firstOf(t.Note, r.Note), firstOf(t.Label, r.Label)
	return r
}
