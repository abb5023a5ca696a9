package lexicon

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// A table is a read-only multimap from hashes to a few bytes, used straight from the embedded file: nothing is unpacked, nothing
// is allocated, nothing has to be ready first.
//
// The highest bits of a hash choose a bucket, the next bits are kept as a fingerprint beside the value. A bucket begins where an
// even spread would put it, plus a small correction. Names themselves are not stored: a word that is not in the list is taken
// for one about once in 2^(bucket bits + fingerprint bits) / entries lookups: one in eight thousand for words, one in a million
// for places and diseases.
//
//	0   4 entries  1 bucket bits  1 fingerprint bytes  1 value bytes  1 zero
//	8   2 × (buckets + 1): start of bucket minus the even spread, little endian
//	…   entries × (fingerprint, value)
type table string

const tableHeader = 8

// An entry is a hash and what it stands for.
type entry struct {
	hash  uint64
	value []byte
}

func (t table) shape() (entries int, bits uint, fingerprint, value int) {
	return int(t[0]) | int(t[1])<<8 | int(t[2])<<16 | int(t[3])<<24, uint(t[4]), int(t[5]), int(t[6])
}

func (t table) bucketStart(bucket, entries int, bits uint) int {
	at := tableHeader + 2*bucket
	return int((int64(bucket)*int64(entries))>>bits) + int(int16(uint16(t[at])|uint16(t[at+1])<<8))
}

// each calls found with the value of every entry of a hash; it stops when found returns false.
func (t table) each(hash uint64, found func(value string) bool) {
	entries, bits, fpBytes, valueBytes := t.shape()
	bucket, fp := place(hash, bits, fpBytes)
	from, to := t.bucketStart(bucket, entries, bits), t.bucketStart(bucket+1, entries, bits)
	width := fpBytes + valueBytes
	at := tableHeader + 2*(1<<bits+1) + from*width
	for ; from < to; from, at = from+1, at+width {
		if t.fingerprint(at, fpBytes) != fp {
			continue
		}
		if !found(string(t[at+fpBytes : at+width])) {
			return
		}
	}
}

// first gives the first value of a hash.
func (t table) first(hash uint64) (value string, ok bool) {
	entries, bits, fpBytes, valueBytes := t.shape()
	bucket, fp := place(hash, bits, fpBytes)
	from, to := t.bucketStart(bucket, entries, bits), t.bucketStart(bucket+1, entries, bits)
	width := fpBytes + valueBytes
	at := tableHeader + 2*(1<<bits+1)
	run := t[at+from*width : at+to*width]
	for low := byte(fp); len(run) >= width && width > 2; run = run[width:] {
		if run[0] == low && run.fingerprint(0, fpBytes) == fp { // the first byte rules out nearly all
			return string(run[fpBytes:width]), true
		}
	}
	return "", false
}

func (t table) fingerprint(at, bytes int) uint32 {
	v := uint32(t[at]) | uint32(t[at+1])<<8
	if bytes == 3 {
		v |= uint32(t[at+2]) << 16
	}
	return v
}

// place splits a hash into bucket and fingerprint.
func place(hash uint64, bits uint, fpBytes int) (bucket int, fp uint32) {
	hash = mix(hash)
	return int(hash >> (64 - bits)), uint32(hash << bits >> (64 - 8*uint(fpBytes)))
}

// makeTable packs entries: the reverse of first and each. Entries with the same hash keep the order of their values.
func makeTable(entries []entry, bits uint, fpBytes, valueBytes int) ([]byte, error) {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(mix(a.hash), mix(b.hash)), slices.Compare(a.value, b.value))
	})
	out := make([]byte, tableHeader, tableHeader+2*(1<<bits+1)+len(entries)*(fpBytes+valueBytes))
	binary.LittleEndian.PutUint32(out, uint32(len(entries)))
	out[4], out[5], out[6] = byte(bits), byte(fpBytes), byte(valueBytes)
	starts := bucketStarts(entries, bits)
	for bucket, start := range starts {
		off := start - int((int64(bucket)*int64(len(entries)))>>bits)
		if off != int(int16(off)) {
			return nil, fmt.Errorf("bucket %d begins %d entries off, which two bytes cannot say", bucket, off)
		}
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(off)))
	}
	for _, e := range entries {
		_, fp := place(e.hash, bits, fpBytes)
		out = append(out, byte(fp), byte(fp>>8))
		if fpBytes == 3 {
			out = append(out, byte(fp>>16))
		}
		out = append(out, e.value...)
	}
	return out, nil
}

func bucketStarts(sorted []entry, bits uint) []int {
	starts := make([]int, 1<<bits+1)
	at := 0
	for bucket := range starts {
		for at < len(sorted) && int(mix(sorted[at].hash)>>(64-bits)) < bucket {
			at++
		}
		starts[bucket] = at
	}
	return starts
}
