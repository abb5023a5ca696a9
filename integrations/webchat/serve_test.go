package webchat_test

import (
	"context"
	"testing"
	"time"

	"portevoix/integrations/webchat"
)

// serve runs a web chat for a test and ends it with the test.
func serve(t *testing.T, c webchat.Config) (*webchat.Platform, *office) {
	t.Helper()
	if c.Addr == "" {
		c.Addr = "127.0.0.1:0"
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	p, err := webchat.New(c)
	if err != nil {
		t.Fatal(err)
	}
	o := &office{platform: p}
	run(t, p, o)
	return p, o
}

func run(t *testing.T, p *webchat.Platform, o *office) (stop func()) {
	t.Helper()
	if err := p.Listen(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx, o.commands(), o.door()) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("run: %v", err)
			}
		case <-time.After(time.Minute):
			t.Error("the web chat does not end")
		}
	}
	t.Cleanup(stop)
	return stop
}
