package diag

import "errors"

// AsList returns the diagnostics that err is or wraps.
func AsList(err error) (List, bool) {
	var l List
	ok := errors.As(err, &l)
	return l, ok
}

// Merge returns the diagnostics of all errs as one sorted error, or nil when
// none has any. An error that is no List keeps its text, with the code "internal".
func Merge(errs ...error) error {
	var all List
	for _, err := range errs {
		all.Join(err, Pos{}, Internal)
	}
	return all.Err()
}

// Internal is the code of a fault of Daylight itself, never of the project.
const Internal Code = "internal"
