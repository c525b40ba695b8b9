package apart

import (
	"fmt"
	"strconv"
	"syscall"
)

// limitMemory makes the system refuse this process more memory than that many bytes. Not
// its addresses are limited, of which Go takes far more than it uses, but its data.
func limitMemory(bytes string) error {
	n, err := strconv.ParseUint(bytes, 10, 63)
	if err != nil {
		return fmt.Errorf("%s is no number of bytes: %w", memoryVariable, err)
	}
	return syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: n, Max: n})
}
