// What the page knows, and how it speaks: everything comes from the server in the language that was chosen.

export const page = {
  lang: 'en', as: '', name: '', offset: 0, trial: false,
  rooms: [], commands: [], jobs: [], actors: [], langs: [], words: {},
  cursor: '', place: '',
  messages: new Map(), // by id
  asking: new Map(), // requests whose answer has not come: id → { place, said, at }
}

// say says a word of the page; %s are filled in one after another.
export function say(name, ...args) {
  return (page.words[name] ?? name).replace(/%s/g, () => String(args.shift() ?? ''))
}

const locales = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA' }
export const locale = () => locales[page.lang] || 'en-GB'

export const number = (n) => new Intl.NumberFormat(locale()).format(n)

// listed joins names as the language does: "lieu, heures", "المكان، التوقيت".
export const listed = (names) => new Intl.ListFormat(locale(), { style: 'narrow', type: 'unit' }).format(names)

// Times are shown by the clock of the bot: each carries its offset, and a browser whose time zone data are of another year must not
// contradict what a notice says.
export const offsetOf = (at) => {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(at || '') || [0, '+', 0, 0]
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60000
}

// wall is a moment as a clock on the team's wall shows it, in the fields of UTC.
export const wall = (at) => new Date(Date.parse(at) + offsetOf(at))
const wallNow = (ago) => new Date(Date.now() - ago + page.offset)

const format = (options, at) => new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(at)

export const clock = (at) => format({ hour: '2-digit', minute: '2-digit' }, at)
export const fullTime = (at) => format({ dateStyle: 'full', timeStyle: 'short' }, at)

// day names a day the way people do.
export function day(at) {
  const key = dayKey(at)
  if (key === dayKey(wallNow(0))) return say('today')
  if (key === dayKey(wallNow(864e5))) return say('yesterday')
  return format({ weekday: 'long', day: 'numeric', month: 'long' }, at)
}
export const dayKey = (at) => format({ year: 'numeric', month: '2-digit', day: '2-digit' }, at)

export const isRTL = (lang) => lang === 'ar'
export const directionOf = (lang) => (lang ? (isRTL(lang) ? 'rtl' : 'ltr') : 'auto')

// lengthOf counts as people do: characters, not bytes.
export const lengthOf = (text) => Array.from(text).length

// seenUntil remembers, per person and room, when somebody last looked; only times are kept.
const seenKey = () => 'seen.' + page.as
export function seenUntil(place) {
  try { return JSON.parse(localStorage.getItem(seenKey()) || '{}')[place] || 0 } catch { return 0 }
}
export function setSeen(place, at) {
  let all = {}
  try { all = JSON.parse(localStorage.getItem(seenKey()) || '{}') } catch { /* begins anew */ }
  all[place] = Math.max(all[place] || 0, at)
  localStorage.setItem(seenKey(), JSON.stringify(all))
}
