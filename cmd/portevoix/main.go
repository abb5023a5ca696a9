// Command portevoix is the bot and its tools: it reads the settings, opens the database, puts the parts together and runs them.
// Everything that is wired is wired here; nothing that is decided is decided here.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"syscall"

	"github.com/alecthomas/kong"
	"github.com/joho/godotenv"
)

// The command line. Each verb is a method in its own file.
type cli struct {
	Run      runCmd      `cmd:"" default:"1" help:"Run the bot; without any chat token: the web chat on this machine."`
	Terminal terminalCmd `cmd:"" help:"The same bot on standard input and output: one line is one message."`
	Check    checkCmd    `cmd:"" help:"Privacy check of files or standard input."`
	Rules    rulesCmd    `cmd:"" help:"List the rules of the privacy check, with their sources."`
	Mentions mentionsCmd `cmd:"" help:"What is said about the hospital."`
	Digest   digestCmd   `cmd:"" help:"The digest of the last day, once, to standard output."`
	Kit      kitCmd      `cmd:"" help:"The paper kit for a night without network: cleared templates, phone chain, manual steps (A4)."`
	Doctor   doctorCmd   `cmd:"" help:"What is switched on, what is missing, what fails; never shows a secret."`
	Claim    claimCmd    `cmd:"" help:"A new code with which the first administrator claims the installation."`
	Manifest manifestCmd `cmd:"" help:"The app manifest, made from the table of commands."`
	Register registerCmd `cmd:"" help:"The audit trail."`
	Purge    purgeCmd    `cmd:"" help:"Remove now what is kept too long; the bot does it every night."`
	Backup   backupCmd   `cmd:"" help:"A consistent copy of the embedded database, while the bot runs."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
}

// A failure with its own exit status.
type exitError struct {
	status int
	err    error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

// world is what a verb may touch: in tests, everything in it is ours.
type world struct {
	ctx    context.Context
	in     io.Reader
	out    io.Writer
	errOut io.Writer
	getenv func(string) string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], world{ctx: ctx, in: os.Stdin, out: os.Stdout, errOut: os.Stderr, getenv: os.Getenv}))
}

// run is main with everything visible. It returns the exit status: 0, 1 for a finding or a failure, 2 when it could not run.
func run(ctx context.Context, args []string, w world) int {
	if err := loadDotEnv(); err != nil {
		fmt.Fprintln(w.errOut, "portevoix:", err)
		return 2
	}
	var c cli
	status := -1
	parser, err := kong.New(&c, kong.Name("portevoix"), kong.Description("The chat-ops bot of hospital communication teams."),
		kong.Writers(w.out, w.errOut), kong.Exit(func(s int) { status = s }), kong.UsageOnError(), kong.Bind(&w))
	if err != nil {
		fmt.Fprintln(w.errOut, "portevoix:", err)
		return 2
	}
	parsed, err := parser.Parse(asked(args))
	if status >= 0 { // --help has been printed
		return status
	}
	if err != nil {
		fmt.Fprintf(w.errOut, "portevoix: %v\nThe commands: portevoix help. What one takes: portevoix help COMMAND.\n", err)
		return 2
	}
	w.ctx = ctx
	return statusOf(parsed.Run(), w)
}

// asked turns "help check" and "--version", which people try first, into what they mean.
func asked(args []string) []string {
	switch {
	case len(args) > 0 && args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	case slices.Equal(args, []string{"--version"}):
		return []string{"version"}
	}
	return args
}

func statusOf(err error, w world) int {
	var exit *exitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		if exit.err != nil {
			fmt.Fprintln(w.errOut, "portevoix:", exit.err)
		}
		return exit.status
	}
	fmt.Fprintln(w.errOut, "portevoix:", err)
	return 1
}

// loadDotEnv reads .env beside the program's working folder when there is one; the environment wins.
func loadDotEnv() error {
	err := godotenv.Load()
	if err == nil || errors.Is(err, os.ErrNotExist) {
		return nil
	}
	// godotenv's error quotes the line, which may hold a secret.
	return errors.New("the file .env cannot be read: each line must be NAME=value")
}

type versionCmd struct{}

func (versionCmd) Run(w *world) error {
	fmt.Fprintln(w.out, "portevoix", version())
	return nil
}

// version is the module's version, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value[:min(12, len(s.Value))]
		}
	}
	return "development"
}
