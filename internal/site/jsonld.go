package site

import (
	"bytes"
	"cmp"
	"encoding/json"

	"daylight/internal/dataset"
	"daylight/internal/tree"
)

// recordFile is what a language's record for machines is called.
const recordFile = "report.jsonld"

// record is the report as schema.org describes one, in JSON-LD: what catalogues of data and
// search engines ask for. It is a file beside the home page and no script in a page, since
// a page holds none.
type record struct {
	Context      string        `json:"@context"`
	Type         string        `json:"@type"`
	ID           string        `json:"@id"`
	URL          string        `json:"url"`
	Name         string        `json:"name"`
	Headline     string        `json:"headline"`
	Description  string        `json:"description"`
	Language     string        `json:"inLanguage"`
	Published    string        `json:"datePublished"`
	Period       string        `json:"temporalCoverage"`
	Licence      recordMade    `json:"license"`
	Free         bool          `json:"isAccessibleForFree"`
	Author       recordMade    `json:"author"`
	Publisher    recordMade    `json:"publisher"`
	Translations []recordOther `json:"workTranslation,omitempty"`
	Parts        []recordTable `json:"hasPart,omitempty"`
}

// recordMade is somebody or something that has a name and nothing else.
type recordMade struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// recordOther is the report in another language.
type recordOther struct {
	Type     string `json:"@type"`
	ID       string `json:"@id"`
	Language string `json:"inLanguage"`
}

// recordTable is a table of the report.
type recordTable struct {
	Type        string      `json:"@type"`
	ID          string      `json:"@id"`
	Name        string      `json:"name"`
	Description string      `json:"description"`
	Language    string      `json:"inLanguage"`
	Licence     recordMade  `json:"license"`
	Free        bool        `json:"isAccessibleForFree"`
	Creator     recordMade  `json:"creator"`
	File        recordFiled `json:"distribution"`
}

type recordFiled struct {
	Type   string `json:"@type"`
	URL    string `json:"contentUrl"`
	Format string `json:"encodingFormat"`
	SHA256 string `json:"sha256"`
}

// recordPath returns where the record stands, from the site's root.
func (s *localSite) recordPath() string { return s.lang.Tag + "/" + recordFile }

// Record returns the way to the report's record for machines.
func (f frame) Record() string { return f.Root + f.site.recordPath() }

// record writes the record. Addresses are whole where the report has a base_url, and
// otherwise relative to the record.
func (s *localSite) record() ([]byte, error) {
	address := func(path string) string { return cmp.Or(s.webAddress(path), "../"+path) }
	home, maker := address(s.path("")), recordMade{"Organization", s.foot.Publisher.String()}
	out := record{
		Context: "https://schema.org", Type: "Report", ID: home, URL: home, Name: s.title.String(), Headline: s.title.String(),
		Description: s.slugs[""].Summary.String(), Language: s.lang.Code, Published: s.foot.Published, Period: s.in.Report.Period.Value,
		Licence: recordMade{"CreativeWork", s.foot.Licence}, Free: true, Author: maker, Publisher: maker,
	}
	for _, other := range s.all {
		if other != s {
			out.Translations = append(out.Translations, recordOther{"Report", address(other.path("")), other.lang.Code})
		}
	}
	for _, table := range s.in.Figures.Data.Tables {
		out.Parts = append(out.Parts, s.recordTable(&table.Schema, address, maker))
	}
	var file bytes.Buffer
	encoder := json.NewEncoder(&file)
	encoder.SetIndent("", " ")
	err := encoder.Encode(out)
	return file.Bytes(), err
}

func (s *localSite) recordTable(schema *dataset.Schema, address func(string) string, maker recordMade) recordTable {
	title, tag := schema.TitleIn(s.lang.Tag), s.lang.Tag
	file, _ := s.in.Project.Read(schema.Path)
	return recordTable{
		Type: "Dataset", ID: address(s.path(slugData)) + "#" + schema.Name, Name: title, Description: cmp.Or(schema.DescriptionIn(tag), title),
		Language: s.lang.Code, Licence: recordMade{"CreativeWork", s.foot.Licence}, Free: true, Creator: maker,
		File: recordFiled{"DataDownload", address(sourceFolder + schema.Path), "text/csv", tree.Sum(file)},
	}
}
