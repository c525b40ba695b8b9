// Command sampler draws options, the files NAME.WIDTHxHEIGHT.json that it is given,
// each into the folder that is its first argument: TestSameOnAnotherProcessor builds it
// for another processor than this one.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"daylight/internal/echarts"
)

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "sampler:", err)
		os.Exit(1)
	}
}

func run(out string, names []string) error {
	engine := echarts.New(1)
	for _, name := range names {
		option, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var width, height int
		base := filepath.Base(name)
		if _, err := fmt.Sscanf(filepath.Ext(base[:len(base)-len(".json")]), ".%dx%d", &width, &height); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		svg, err := engine.Draw(context.Background(), "p", option, width, height)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(out, base+".svg"), svg, 0o644); err != nil {
			return err
		}
	}
	return nil
}
