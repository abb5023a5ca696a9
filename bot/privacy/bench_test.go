package privacy

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"portevoix/bot/text"
)

// The benchmarks report processor time beside the clock, because the clock of a busy machine measures its other work:
//
//	GOMAXPROCS=1 go test ./bot/privacy -run xxx -bench . -benchmem
//
// MB/cpu-s is text per second of one core, collecting garbage included.

const benchPost = "Samedi 14 juin, de 9 h à 17 h, le CH de Valombre ouvre ses portes. Nos équipes de cardiologie, de pédiatrie et des urgences vous présentent leurs métiers. " +
	"Inscription au 01 99 00 12 34 ou sur www.ch-valombre.example. « On apprend à écouter », explique le Dr Hélène Vauquois, cheffe de service. "

// processor is the time that the process has used its processors.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// benchTexts checks texts again and again and reports how much text a second of processor time checks.
func benchTexts(b *testing.B, in Input, texts ...string) {
	c := testChecker()
	size := 0
	for _, s := range texts {
		size += len(s)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	start := processor()
	for b.Loop() {
		for _, in.Text = range texts {
			c.Check(in)
		}
	}
	b.ReportMetric(float64(size)*float64(b.N)/1e6/(processor()-start).Seconds(), "MB/cpu-s")
}

// BenchmarkCheck3000 is what a person waits for at a key: 3,000 characters, and how long the slowest checks take.
func BenchmarkCheck3000(b *testing.B) {
	c := testChecker()
	points := []rune(strings.Repeat(benchPost, 12))[:3000]
	s := string(points)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	var took []time.Duration
	start := processor()
	for b.Loop() {
		from := processor()
		c.Check(Input{Text: s, Country: "FR"})
		took = append(took, processor()-from)
	}
	b.ReportMetric(float64(len(s))*float64(b.N)/1e6/(processor()-start).Seconds(), "MB/cpu-s")
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "cpu-µs-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "cpu-µs-p99")
}

func BenchmarkCheckHarmless1MB(b *testing.B) {
	benchTexts(b, Input{Country: "FR"}, strings.Repeat(benchPost, 1_000_000/len(benchPost)))
}

// BenchmarkCorpora checks texts as hospitals write them, each by itself: posts, and case reports full of persons.
func BenchmarkCorpora(b *testing.B) {
	for _, set := range []struct{ name, country string }{{"fr_clean_dev", "FR"}, {"en_clean_dev", "GB"}, {"fr_eds_demo", "FR"}, {"es_meddocan_dev", "ES"}, {"ar_anercorp_dev", "MA"}} {
		b.Run(set.name, func(b *testing.B) {
			var texts []string
			for _, d := range loadCorpus(b, set.name) {
				texts = append(texts, d.Text)
			}
			benchTexts(b, Input{Lang: text.Lang(set.name[:2]), Country: set.country}, texts...)
		})
	}
}

// BenchmarkNew is the load time, once the process runs.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	start := processor()
	for b.Loop() {
		testChecker()
	}
	b.ReportMetric(float64((processor()-start).Microseconds())/float64(b.N), "cpu-µs/op")
}

// BenchmarkMemory reports what a checker keeps: its heap, after it has checked something, and the data in the binary.
func BenchmarkMemory(b *testing.B) {
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		c := testChecker()
		c.Check(Input{Text: benchPost, Country: "FR"})
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(c)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-heap")
	b.ReportMetric(float64(after.HeapAlloc)/1e6, "MB-heap-of-process")
	b.ReportMetric(float64(embeddedBytes(b))/1e6, "MB-embedded")
}

func embeddedBytes(b *testing.B) (sum int64) {
	files, err := filepath.Glob("lexicon/data/*")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range append(files, "tagger/model.bin") {
		info, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		sum += info.Size()
	}
	return sum
}

func BenchmarkHostile1MB(b *testing.B) {
	for _, name := range sortedKeys(hostile) {
		b.Run(name, func(b *testing.B) {
			benchTexts(b, Input{Country: "FR"}, strings.Repeat(hostile[name], 1_000_000/len(hostile[name])))
		})
	}
}
