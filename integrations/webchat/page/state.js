// What the page knows, and how it speaks: everything comes from the server in the language that was chosen.

export const page = {
  lang: 'en', as: '', name: '', zone: '', trial: false,
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

const format = (options, at) => {
  try {
    return new Intl.DateTimeFormat(locale(), page.zone ? { ...options, timeZone: page.zone } : options).format(at)
  } catch {
    return new Intl.DateTimeFormat(locale(), options).format(at)
  }
}

export const clock = (at) => format({ hour: '2-digit', minute: '2-digit' }, at)
export const fullTime = (at) => format({ dateStyle: 'full', timeStyle: 'short' }, at)

// day names a day the way people do.
export function day(at) {
  const key = dayKey(at)
  if (key === dayKey(new Date())) return say('today')
  if (key === dayKey(new Date(Date.now() - 864e5))) return say('yesterday')
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
