package hospital_test

import (
	"strings"
	"testing"

	"portevoix/bot/hospital"
)

func TestTheExampleProfileLoads(t *testing.T) {
	p, err := hospital.Load("../../docs/hospital.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if p.Called("") != "CH de Valombre" || len(p.Sites) != 1 || len(p.Phones) != 2 || p.Catchment != 120000 {
		t.Errorf("got %+v", p)
	}
}

func TestAMisspeltFieldIsAnErrorThatNamesItsLine(t *testing.T) {
	_, err := hospital.Parse([]byte("name: CHU Atlas\nphnoes: []\n"))
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
}

func TestAnEmptyProfileWorks(t *testing.T) {
	for _, in := range []string{"", "{}", "# only a comment\n"} {
		if p, err := hospital.Parse([]byte(in)); err != nil || p.Called("l'hôpital") != "l'hôpital" {
			t.Errorf("%q: %+v, %v", in, p, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("name: x\nsites: [{name: y}]"))
	f.Add([]byte("{\"name\":\"x\"}"))
	f.Fuzz(func(t *testing.T, data []byte) { _, _ = hospital.Parse(data) })
}
