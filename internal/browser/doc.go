// Package browser holds tests that read the built reference report as people do:
// in Chromium, from a disk and from a web server under a sub-path, without
// JavaScript. It has no code of its own.
package browser
