package chart

import (
	"daylight/internal/conf"
	"daylight/internal/tree"
)

// sourceNames returns each reference's short title, by key, for the file that
// carries a chart out of its report. What is wrong with the references is reported
// by narrative, which reads them in full; here they may be missing.
func sourceNames(project tree.Tree) map[string]string {
	const file = "content/references.yaml"
	names := map[string]string{}
	data, ok := project.Read(file)
	if !ok {
		return names
	}
	node, err := conf.ParseYAML(file, data)
	if err != nil {
		return names
	}
	references, _ := node.Get("references")
	for _, r := range references.Items {
		id, _ := r.Get("id")
		for _, key := range []string{"title-short", "title"} {
			if title, ok := r.Get(key); ok && title.Value != "" && names[id.Value] == "" {
				names[id.Value] = title.Value
			}
		}
	}
	return names
}

// named replaces each key by its name.
func named(keys []string, names map[string]string) []string {
	out := make([]string, len(keys))
	for i, key := range keys {
		out[i] = key
		if names[key] != "" {
			out[i] = names[key]
		}
	}
	return out
}
