package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How a message is signed, on the way out (pages) and on the way in (hooks): two headers over the body.
//
//	Portevoix-Time: 1795523400                           seconds since 1970, when it was signed
//	Portevoix-Signature: v1=hex(HMAC-SHA256(secret, time + "." + body))
const (
	TimeHeader      = "Portevoix-Time"
	SignatureHeader = "Portevoix-Signature"
)

// Fresh is how old or how early a signature may be.
const Fresh = 5 * time.Minute

// Why a signature does not count.
var (
	ErrSignature = errors.New("the signature is wrong")
	ErrStale     = errors.New("the signature is too old or too early")
)

// Sign puts the signature of a body into the headers.
func Sign(h http.Header, secret, body []byte, at time.Time) {
	seconds := strconv.FormatInt(at.Unix(), 10)
	h.Set(TimeHeader, seconds)
	h.Set(SignatureHeader, "v1="+hex.EncodeToString(mac(secret, seconds, body)))
}

// Verify checks the signature of a body in constant time and that it is fresh. Of several signatures, separated by commas (while a
// secret is being replaced), one must be right. An empty secret verifies nothing.
func Verify(h http.Header, secret, body []byte, now time.Time) error {
	seconds := h.Get(TimeHeader)
	want := mac(secret, seconds, body)
	right := false
	for given := range strings.SplitSeq(h.Get(SignatureHeader), ",") {
		digits, ok := strings.CutPrefix(strings.TrimSpace(given), "v1=")
		got, err := hex.DecodeString(digits)
		right = right || ok && err == nil && hmac.Equal(got, want)
	}
	if !right || len(secret) == 0 {
		return ErrSignature
	}
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return ErrStale
	}
	if age := now.Unix() - at; age > int64(Fresh/time.Second) || age < -int64(Fresh/time.Second) {
		return ErrStale
	}
	return nil
}

// Signature is the one right signature of a body, by which a repeated delivery is recognised.
func Signature(secret, body []byte, seconds string) string {
	return hex.EncodeToString(mac(secret, seconds, body))
}

func mac(secret []byte, seconds string, body []byte) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(seconds))
	h.Write([]byte("."))
	h.Write(body)
	return h.Sum(nil)
}
