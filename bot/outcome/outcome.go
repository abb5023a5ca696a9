// Package outcome says what became of a call to the outside world: it went through, or it failed in a way that decides what may
// be done next. The rule that everything else rests on: a call whose result is not known is Unsure, and what is unsure is looked
// up before anything is sent again.
//
// Nothing here calls anything. Integrations return these values; bot/publish decides on them.
package outcome

import (
	"errors"
	"fmt"
	"time"

	"portevoix/bot/text"
)

// A Key names one delivery for ever: the same post to the same target has the same key at every attempt.
type Key string

// An Attempt names one try of a delivery.
type Attempt struct {
	Key    Key       // given to the platform as its idempotency key where it has one
	Number int       // 1 for the first try; also the fencing token in the ledger
	Began  time.Time // a look-up afterwards need not search before this moment
}

// An Outcome says what is known about a call that failed. The zero value is Unsure: whoever forgets to say is not believed.
type Outcome int

// What may have become of a call.
const (
	Unsure  Outcome = iota // it may have happened: never send again without looking
	Refused                // it did not happen, and trying the same again will not help
	Delayed                // it did not happen; trying again later may help
)

func (o Outcome) String() string { return [...]string{"unsure", "refused", "delayed"}[o] }

// A Reason groups failures by what a person can do about them.
type Reason string

// The reasons, each with its own next step for the reader.
const (
	Reconnect   Reason = "reconnect"   // the token, permission or account must be renewed
	Limited     Reason = "limited"     // the platform asks us to wait
	Unavailable Reason = "unavailable" // the platform does not answer or answers nonsense
	Rejected    Reason = "rejected"    // the platform does not want this content
)

// Advice is what a person reads beside a failed target: one sentence and the next step.
func (r Reason) Advice() text.Text {
	switch r {
	case Reconnect:
		return text.Text{FR: "L'accès a expiré ou a été retiré : reconnectez ce compte, puis réessayez.", EN: "Access has expired or was withdrawn: reconnect this account, then try again.", AR: "انتهت صلاحية الولوج أو سُحبت: أعيدوا ربط هذا الحساب ثم حاولوا من جديد."}
	case Limited:
		return text.Text{FR: "Le service demande d'attendre : l'envoi reprendra tout seul.", EN: "The service asks us to wait: sending will resume by itself.", AR: "تطلب الخدمة الانتظار: سيُستأنف الإرسال تلقائيا."}
	case Unavailable:
		return text.Text{FR: "Le service ne répond pas : nous réessayons ; si c'est urgent, publiez à la main.", EN: "The service does not answer: we keep trying; if it is urgent, post by hand.", AR: "الخدمة لا تستجيب: نعيد المحاولة؛ وإذا كان الأمر مستعجلا فانشروا يدويا."}
	case Rejected:
		return text.Text{FR: "Le service a refusé ce contenu : modifiez le texte ou l'image, puis redemandez la validation.", EN: "The service refused this content: change the text or the picture, then ask for approval again.", AR: "رفضت الخدمة هذا المحتوى: عدّلوا النص أو الصورة ثم اطلبوا المصادقة من جديد."}
	}
	return text.Text{FR: "On ne sait pas si l'envoi a eu lieu : vérifiez sur place avant de renvoyer.", EN: "It is not known whether this was sent: look there before sending again.", AR: "لا نعرف هل تم الإرسال: تحققوا في عين المكان قبل إعادة الإرسال."}
}

// A Failure is an error that says what became of the call. Err is for the log and must hold no token and no person's words.
type Failure struct {
	Outcome    Outcome
	Reason     Reason
	RetryAfter time.Duration // how long the platform asks to wait; zero when it did not say
	Err        error
}

func (f *Failure) Error() string {
	if f.Err == nil {
		return fmt.Sprintf("%s (%s)", f.Outcome, f.Reason)
	}
	return fmt.Sprintf("%s (%s): %v", f.Outcome, f.Reason, f.Err)
}

func (f *Failure) Unwrap() error { return f.Err }

// Of reads what became of a call from its error: any error that is not a Failure is Unsure and Unavailable. It returns nil for
// a nil error.
func Of(err error) *Failure {
	if err == nil {
		return nil
	}
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return &Failure{Outcome: Unsure, Reason: Unavailable, Err: err}
}

// What a look-up answers when it does not find the delivery.
var (
	ErrNotFound   = errors.New("not found")   // it is certainly not there
	ErrCannotTell = errors.New("cannot tell") // the platform has no way to say
)
