package dataset

import (
	"daylight/internal/conf"
	"daylight/internal/diag"
)

// The structs below say what data/datapackage.json may hold: the properties of
// the Data Package standard (version 2) and, per language, ours. Several are read
// only so that they are allowed and of the right kind.

type packageJSON struct {
	SchemaURL    conf.Text         `conf:"$schema"`
	Profile      conf.Text         `conf:"profile"`
	Name         conf.Text         `conf:"name"`
	ID           conf.Text         `conf:"id"`
	Title        string            `conf:"title"`
	Titles       conf.Localized    `conf:"titles"`
	Description  string            `conf:"description"`
	Descriptions conf.Localized    `conf:"descriptions"`
	Homepage     conf.Text         `conf:"homepage"`
	Version      conf.Text         `conf:"version"`
	Created      conf.Text         `conf:"created"`
	Keywords     []string          `conf:"keywords"`
	Licenses     []License         `conf:"licenses"`
	Sources      []Origin          `conf:"sources"`
	Contributors []contributorJSON `conf:"contributors"`
	Image        conf.Text         `conf:"image"`
	Resources    []resourceJSON    `conf:"resources,required"`
}

type contributorJSON struct {
	Title        conf.Text `conf:"title"`
	GivenName    conf.Text `conf:"givenName"`
	FamilyName   conf.Text `conf:"familyName"`
	Path         conf.Text `conf:"path"`
	Email        conf.Text `conf:"email"`
	Roles        []string  `conf:"roles"`
	Organization conf.Text `conf:"organization"`
}

type resourceJSON struct {
	Pos          diag.Pos       `conf:",pos"`
	SchemaURL    conf.Text      `conf:"$schema"`
	Profile      conf.Text      `conf:"profile"`
	Type         conf.Text      `conf:"type"`
	Name         conf.Text      `conf:"name,required"`
	Path         conf.Text      `conf:"path,required"`
	Title        string         `conf:"title"`
	Titles       conf.Localized `conf:"titles"`
	Description  string         `conf:"description"`
	Descriptions conf.Localized `conf:"descriptions"`
	Homepage     conf.Text      `conf:"homepage"`
	Format       conf.Text      `conf:"format"`
	Mediatype    conf.Text      `conf:"mediatype"`
	Encoding     conf.Text      `conf:"encoding"`
	Schema       schemaJSON     `conf:"schema,required"`
	Sources      []Origin       `conf:"sources"`
	Licenses     []License      `conf:"licenses"`
	Hash         conf.Text      `conf:"hash"`
	Bytes        conf.Text      `conf:"bytes"`
	Daylight     *ruleJSON      `conf:"daylight"`
}

type schemaJSON struct {
	Pos           diag.Pos         `conf:",pos"`
	SchemaURL     conf.Text        `conf:"$schema"`
	Name          conf.Text        `conf:"name"`
	Title         conf.Text        `conf:"title"`
	Description   conf.Text        `conf:"description"`
	Fields        []fieldJSON      `conf:"fields,required"`
	FieldsMatch   conf.Node        `conf:"fieldsMatch"`
	PrimaryKey    conf.Node        `conf:"primaryKey"`
	UniqueKeys    []conf.Node      `conf:"uniqueKeys"`
	ForeignKeys   []foreignKeyJSON `conf:"foreignKeys"`
	MissingValues []missingJSON    `conf:"missingValues"`
}

type missingJSON struct {
	Value conf.Text `conf:"value,required"`
	Label conf.Text `conf:"label,required"`

	Descriptions conf.Localized `conf:"descriptions"`
}

type foreignKeyJSON struct {
	Pos       diag.Pos      `conf:",pos"`
	Fields    conf.Node     `conf:"fields,required"`
	Reference referenceJSON `conf:"reference,required"`
}

type referenceJSON struct {
	Resource conf.Text `conf:"resource"`
	Fields   conf.Node `conf:"fields,required"`
}

type fieldJSON struct {
	Pos               diag.Pos        `conf:",pos"`
	Name              conf.Text       `conf:"name,required"`
	Type              conf.Text       `conf:"type,required"`
	Daylight          conf.Text       `conf:"daylight"`
	Format            conf.Text       `conf:"format"`
	Title             string          `conf:"title"`
	Titles            conf.Localized  `conf:"titles"`
	Description       string          `conf:"description"`
	Descriptions      conf.Localized  `conf:"descriptions"`
	Units             conf.Localized  `conf:"units"`
	Example           conf.Text       `conf:"example"`
	Constraints       constraintsJSON `conf:"constraints"`
	Categories        []conf.Node     `conf:"categories"`
	CategoriesOrdered bool            `conf:"categoriesOrdered"`
}

type categoryJSON struct {
	Value  conf.Text      `conf:"value,required"`
	Label  string         `conf:"label"`
	Labels conf.Localized `conf:"labels"`
}

type constraintsJSON struct {
	Pos       diag.Pos    `conf:",pos"`
	Required  bool        `conf:"required"`
	Unique    bool        `conf:"unique"`
	Enum      []conf.Text `conf:"enum"`
	Minimum   conf.Text   `conf:"minimum"`
	Maximum   conf.Text   `conf:"maximum"`
	MinLength int         `conf:"minLength"`
	MaxLength int         `conf:"maxLength"`
	Pattern   conf.Text   `conf:"pattern"`
}
