package site

import (
	"bytes"
	"encoding/json"
	"strconv"

	"daylight/internal/dataset"
	"daylight/internal/diag"
	"daylight/internal/tree"
)

// datapackage adds the published copy of the schema: the project's own, in its
// own order, with each table's address in the site, size and hash.
func (w *writer) datapackage() {
	data, ok := w.in.Project.Read(dataset.PackagePath)
	if !ok {
		return
	}
	published, err := w.publishPackage(data)
	w.problems.Join(err, diag.Pos{Path: dataset.PackagePath}, CodeFile)
	w.add("datapackage.json", published, "")
}

func (w *writer) publishPackage(data []byte) ([]byte, error) {
	pack, err := readObject(data)
	if err != nil {
		return nil, err
	}
	var resources []json.RawMessage
	if err := json.Unmarshal(pack.get("resources"), &resources); err != nil {
		return nil, err
	}
	for i := range resources {
		if resources[i], err = w.publishResource(resources[i]); err != nil {
			return nil, err
		}
	}
	pack.set("resources", array(resources))
	var out bytes.Buffer
	if err := json.Indent(&out, pack.bytes(), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// publishResource sets the path, size and hash of one table.
func (w *writer) publishResource(data json.RawMessage) (json.RawMessage, error) {
	resource, err := readObject(data)
	if err != nil {
		return nil, err
	}
	var name string
	if err := json.Unmarshal(resource.get("name"), &name); err != nil {
		return nil, err
	}
	if table := w.in.Figures.Data.Table(name); table != nil {
		file, _ := w.in.Project.Read(table.Schema.Path)
		resource.set("path", quoted(sourceFolder+table.Schema.Path))
		resource.set("bytes", json.RawMessage(strconv.Itoa(len(file))))
		resource.set("hash", quoted("sha256:"+tree.Sum(file)))
	}
	return resource.bytes(), nil
}

// object is a JSON object that keeps the order of its keys.
type object struct {
	keys   []string
	values []json.RawMessage
}

func readObject(data []byte) (*object, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if _, err := decoder.Token(); err != nil {
		return nil, err
	}
	o := &object{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		name, _ := key.(string)
		o.set(name, value)
	}
	return o, nil
}

func (o *object) get(key string) json.RawMessage {
	for i, k := range o.keys {
		if k == key {
			return o.values[i]
		}
	}
	return json.RawMessage("null")
}

// set replaces the value of a key, or adds the key at the end.
func (o *object) set(key string, value json.RawMessage) {
	for i, k := range o.keys {
		if k == key {
			o.values[i] = value
			return
		}
	}
	o.keys, o.values = append(o.keys, key), append(o.values, value)
}

func (o *object) bytes() json.RawMessage {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, key := range o.keys {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(quoted(key))
		out.WriteByte(':')
		out.Write(o.values[i])
	}
	out.WriteByte('}')
	return out.Bytes()
}

// array writes a list of JSON values. encoding/json would escape what is in them.
func array(values []json.RawMessage) json.RawMessage {
	out := []byte{'['}
	for i, value := range values {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, value...)
	}
	return append(out, ']')
}

// quoted writes a string as JSON without escaping what is harmless outside HTML.
func quoted(s string) json.RawMessage {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		return json.RawMessage(`""`) // a string always encodes
	}
	return bytes.TrimSpace(out.Bytes())
}
