// Package report knows the order of the stages: Build turns a project's tree into
// the tree of its site. It never reads the clock, the network, the environment or
// the disk, and never writes.
package report
