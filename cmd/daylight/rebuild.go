package main

import (
	"context"
	"os"
	"slices"

	"daylight/internal/apart"
	"daylight/internal/tree"
)

// isApart tells whether the program was called by itself to build apart.
func isApart(args []string) bool { return slices.Equal(args, apart.Args) }

// rebuildApart builds the inputs that come through stdin and answers through stdout.
func rebuildApart(ctx context.Context, u *ui) int {
	err := apart.Serve(os.Stdin, os.Stdout, func(project tree.Tree) (tree.Tree, error) {
		builder, err := newBuilder(u, nil)
		if err != nil {
			return tree.Tree{}, err
		}
		builder.Progress = nil
		result, err := builder.Build(ctx, project)
		if err != nil {
			return tree.Tree{}, err
		}
		return result.Site, nil
	})
	if err != nil {
		u.print(u.stderr, "daylight: "+err.Error()+"\n")
		return exitProblems
	}
	return exitDone
}
