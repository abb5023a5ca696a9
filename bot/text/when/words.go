package when

import (
	"iter"
	"maps"
	"time"
)

// This file holds the words of dates. Arabic months appear under their Moroccan names and under those of the Near East and of
// the Gulf press, since a pasted text may use any of them. Words are folded: lower case, no accents, no Arabic vowel marks.

// Months yields every folded word for a month, in no order, abbreviations included.
func Months() iter.Seq2[string, time.Month] { return maps.All(monthWords) }

// Month is the month that a folded word names.
func Month(word string) (time.Month, bool) {
	m, ok := monthWords[word]
	return m, ok
}

// Weekdays yields every folded word for a day of the week, in no order, abbreviations included.
func Weekdays() iter.Seq2[string, time.Weekday] { return maps.All(weekdayWords) }

// Weekday is the day of the week that a folded word names.
func Weekday(word string) (time.Weekday, bool) {
	d, ok := weekdayWords[word]
	return d, ok
}

var weekdayWords = map[string]time.Weekday{
	"lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6, "dimanche": 0,
	"lun": 1, "mer": 3, "jeu": 4, "ven": 5, "sam": 6, "dim": 0,
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 0,
	"الاثنين": 1, "الثلاثاء": 2, "الاربعاء": 3, "الخميس": 4, "الجمعه": 5, "السبت": 6, "الاحد": 0,
}

// loose are weekday words that mean something else as well: they count only before a day of the month or a time.
var loose = map[string]bool{"mer": true, "mar": true, "sun": true, "sat": true, "wed": true, "mon": true, "dim": true, "lun": true, "jeu": true, "sam": true, "ven": true, "fri": true, "thu": true, "tue": true}

var monthWords = map[string]time.Month{
	"janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12,
	"janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
	"يناير": 1, "فبراير": 2, "مارس": 3, "ابريل": 4, "ماي": 5, "يونيو": 6, "يوليوز": 7, "غشت": 8, "شتنبر": 9, "اكتوبر": 10, "نونبر": 11, "دجنبر": 12,
	"مايو": 5, "يوليو": 7, "اغسطس": 8, "سبتمبر": 9, "نوفمبر": 11, "ديسمبر": 12,
	"كانون الثاني": 1, "شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "ايلول": 9,
}

// dayWords are days told from today. Several words are written with spaces.
var dayWords = map[string]int{
	"aujourd'hui": 0, "ce jour": 0, "today": 0, "اليوم": 0,
	"ce matin": 0, "ce midi": 0, "cet apres-midi": 0, "this morning": 0, "this afternoon": 0,
	"ce soir": 0, "cette nuit": 0, "this evening": 0, "tonight": 0, "الليله": 0, "هذا المساء": 0,
	"demain": 1, "tomorrow": 1, "غدا": 1, "demain matin": 1, "demain soir": 1, "tomorrow morning": 1, "tomorrow evening": 1, "tomorrow afternoon": 1, "tomorrow night": 1, "demain apres-midi": 1,
	"apres-demain": 2, "apres demain": 2, "day after tomorrow": 2, "the day after tomorrow": 2, "بعد غد": 2,
	"hier": -1, "yesterday": -1, "امس": -1,
}

// halves say in which half of the day a bare hour lies: "8 h ce soir", "8 مساء".
var evening = map[string]bool{
	"ce soir": true, "demain soir": true, "cet apres-midi": true, "demain apres-midi": true, "tonight": true, "this evening": true, "tomorrow evening": true, "tomorrow night": true,
	"this afternoon": true, "tomorrow afternoon": true, "الليله": true, "هذا المساء": true,
}

var clockWords = map[string]int{ // minutes after midnight; 1440 is the end of the day
	"midi": 720, "noon": 720, "midday": 720, "الزوال": 720, "منتصف النهار": 720,
	"minuit": 1440, "midnight": 1440, "منتصف الليل": 1440,
}

// unitWords are units of durations, in minutes.
var unitWords = map[string]int{
	"minute": 1, "minutes": 1, "min": 1, "mn": 1, "دقيقه": 1, "دقائق": 1,
	"heure": 60, "heures": 60, "h": 60, "hour": 60, "hours": 60, "hr": 60, "hrs": 60, "ساعه": 60, "ساعات": 60,
	"jour": 1440, "jours": 1440, "day": 1440, "days": 1440, "يوم": 1440, "ايام": 1440,
	"semaine": 10080, "semaines": 10080, "week": 10080, "weeks": 10080, "اسبوع": 10080, "اسابيع": 10080,
}

// pairs are the Arabic duals: a unit and its number in one word.
var pairs = map[string]int{"دقيقتين": 2, "ساعتين": 120, "يومين": 2880, "اسبوعين": 20160, "ساعه": 60, "يوم": 1440, "اسبوع": 10080}

var durationOpeners = map[string]bool{"dans": true, "in": true, "pendant": true, "for": true, "بعد": true, "خلال": true, "لمده": true, "d'ici": true, "within": true}

// Small words that may stand inside a date without changing it.
var joiners = map[string]bool{
	"a": true, "le": true, "la": true, "l'": true, "at": true, "on": true, "of": true, "the": true, "de": true, "du": true, "by": true, "vers": true,
	"علي": true, "الساعه": true, "في": true, "يوم": true, "من": true, "شهر": true, "prochain": true, "next": true, "this": true, "ce": true, "المقبل": true, "القادم": true, ",": true, "–": true,
}

var one = map[string]bool{"un": true, "une": true, "a": true, "an": true, "one": true}
