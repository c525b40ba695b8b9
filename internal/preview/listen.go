package preview

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// DefaultPort is where the preview listens, if it can.
const DefaultPort = 4747

// portsTried is how many ports are tried, from the one that is asked for on.
const portsTried = 50

// Listener listens on loopback.
type Listener struct{ net.Listener }

// Listen listens on loopback alone, on a port or the next one that is free. Port 0 is any.
func Listen(port int) (*Listener, error) {
	for next := port; ; next++ {
		l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(next)))
		if err == nil {
			return &Listener{l}, nil
		}
		if !taken(err) || next == 65535 || next-port+1 >= portsTried {
			return nil, fmt.Errorf("no port from %d to %d can be listened on", port, next)
		}
	}
}

// taken tells whether another program has the port, or may have it.
func taken(err error) bool {
	const windowsInUse, windowsRefused = syscall.Errno(10048), syscall.Errno(10013)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.EACCES) || errors.Is(err, windowsInUse) || errors.Is(err, windowsRefused)
}

// Port is where it listens.
func (l *Listener) Port() int { return l.Addr().(*net.TCPAddr).Port }
