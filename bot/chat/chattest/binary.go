package chattest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Independent is the folder of the programs that we did not write (.ci/independent), against which fakes and the binary are held. The test
// is skipped where there is none, unless PORTEVOIX_TEST_REQUIRE is set.
func Independent(t testing.TB) (folder string) {
	t.Helper()
	folder = os.Getenv("PORTEVOIX_TEST_NODE")
	if folder == "" && os.Getenv("PORTEVOIX_TEST_REQUIRE") != "" {
		t.Fatal("PORTEVOIX_TEST_NODE is not set: .ci/run installs what this test needs")
	}
	if folder == "" {
		t.Skip("needs the programs of .ci/independent: PORTEVOIX_TEST_NODE")
	}
	return folder
}

// Alone builds the product's binary and runs the calling test again in a network namespace that has nothing but loopback, since the servers
// of others listen on every interface. It returns the binary inside that namespace; outside, ok is false and the test is over.
func Alone(t *testing.T) (binary string, ok bool) {
	t.Helper()
	if binary := os.Getenv("PORTEVOIX_BINARY"); binary != "" {
		return binary, true
	}
	binary = filepath.Join(t.TempDir(), "portevoix")
	if out, err := exec.Command("go", "build", "-o", binary, "portevoix/cmd/portevoix").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	again := exec.Command("unshare", "-rn", "sh", "-c", `ip link set lo up && exec "$0" "$@"`, os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v", "-test.timeout=3m")
	again.Env = append(os.Environ(), "PORTEVOIX_BINARY="+binary)
	out, err := again.CombinedOutput()
	if err != nil {
		t.Fatalf("alone: %v\n%s", err, out)
	}
	t.Logf("%s", out)
	return "", false
}

// Start starts a program that ends with the test; what it wrote to said is shown when the test fails.
func Start(t *testing.T, c *exec.Cmd, said *bytes.Buffer) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		ended := make(chan error, 1)
		go func() { ended <- c.Wait() }()
		select {
		case <-ended:
		case <-time.After(15 * time.Second):
			_ = c.Process.Kill()
			t.Errorf("%s does not end", filepath.Base(c.Path))
			<-ended
		}
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(c.Path), said.String())
		}
	})
}
