package main

import (
	"context"
	"strings"

	"daylight/docs"
)

func schemaCommand() command {
	return command{
		name:  "schema",
		usage: "changes|report|chart|identities|references",
		short: "print the JSON Schema of a file, for an editor",
		long: `Prints the JSON Schema of content/report.yaml, of content/changes.yaml, of the
charts, of data/identities.yaml or of content/references.yaml. An editor that
has it completes the keys, says what each holds, and marks what is wrong.

docs/editors.md says how to tell an editor.`,
		words: schemaNames,
		setup: func(f *flags) action {
			return func(ctx context.Context, u *ui, args []string) int {
				if len(args) != 1 {
					return u.usage("schema takes one name: "+strings.Join(schemaNames(), ", "), "daylight help schema")
				}
				text, err := docs.Schemas.ReadFile("schemas/" + args[0] + ".schema.json")
				if err != nil {
					return u.usage(unknown("schema", args[0], schemaNames()), "daylight help schema")
				}
				u.print(u.stdout, string(text))
				return exitDone
			}
		},
	}
}

func schemaNames() []string {
	var names []string
	files, _ := docs.Schemas.ReadDir("schemas") // embedded: cannot fail
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".schema.json"))
	}
	return names
}
