// The page, put together: who looks, in which language, at which room; what comes in; what goes out.

import { announce, byID, newID } from './dom.js'
import { page, say, directionOf, offsetOf, seenUntil, setSeen } from './state.js'
import { post, readState, Stream, Trouble } from './api.js'
import { drawSide, drawTop, drawMarks } from './frame.js'
import { Timeline } from './timeline.js'
import { Composer } from './composer.js'
import { Forms } from './forms.js'
import { confirmed } from './dialogs.js'

const timeline = new Timeline({ press, shortcut, dismiss, tryExample, older, hasOlder })
const composer = new Composer({ command: typed, words: spoken, changed: keepSoon })
const forms = new Forms({ submit: submitted, changed: keepSoon, closed: () => composer.drawForms(forms.waiting(), { resume: (f) => forms.resume(f), discard: (f) => forms.discard(f) }) })
const stream = new Stream({ message: arrived, gone, done, reset: refresh, lost, back })

// start draws the page; later calls follow a change of person or language. What was typed and not sent belongs to the person: it is
// brought back when the person changes, and stays as it is when only the language does.
async function start(as, lang) {
  const before = page.as
  const state = await readState(as, lang)
  takeIn(state, before === state.as)
  if (before !== state.as) {
    composer.restore(state.kept?.composer, composer.kept())
    forms.restore(state.kept?.forms)
  }
  byID('app').hidden = false
  const wanted = page.place || placeOfAddress()
  open(state.rooms.some((r) => r.id === wanted) ? wanted : 'general')
  stream.open()
}

// takeIn replaces what the page knows. Private answers that the server has forgotten stay for as long as this tab is open.
function takeIn(state, keepPrivate) {
  const mine = keepPrivate ? [...page.messages.values()].filter((m) => m.private) : []
  Object.assign(page, {
    lang: state.lang, as: state.as, name: state.name, offset: offsetOf(state.now), trial: !!state.trial, rooms: state.rooms, commands: state.commands,
    jobs: state.jobs || [], actors: state.actors || [], langs: state.langs, words: state.words, cursor: state.cursor,
  })
  exhausted.clear()
  page.messages = new Map([...mine, ...state.messages].map((m) => [m.id, m]))
  document.documentElement.lang = page.lang
  document.documentElement.dir = directionOf(page.lang)
  byID('skip').textContent = say('skip')
  drawSide({ open: goTo, tryExample, global: globalShortcut, choose })
  drawTop({ choose })
  composer.draw()
}

// The address names the open room, so that Back, Forward and a reload do what they do elsewhere.
const placeOfAddress = () => { try { return decodeURIComponent(location.hash.slice(1)) } catch { return '' } }

function goTo(place) {
  if (place !== page.place) history.pushState(null, '', '#' + encodeURIComponent(place))
  open(place)
}

addEventListener('popstate', () => {
  if (forms.close()) { // Back closes a form, which keeps what was typed, and stays in the room
    history.pushState(null, '', '#' + encodeURIComponent(page.place))
    return
  }
  const place = placeOfAddress() || 'general'
  if (place !== page.place && page.rooms.some((r) => r.id === place)) open(place)
})

// open shows a room.
function open(place) {
  page.place = place
  const since = seenUntil(place)
  drawTop({ choose })
  timeline.open(place, since)
  composer.placeChanged()
  look()
  if (place.startsWith('@')) showHome()
}

// The page begins with the newest messages of a room; the button on top brings those before.
const atStart = 300
const exhausted = new Set()
const sharedIn = (place) => [...page.messages.values()].filter((m) => m.place === place && !m.private).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
function hasOlder(place) { return !exhausted.has(place) && sharedIn(place).length >= atStart }

async function older() {
  const place = page.place
  try {
    const found = await post('/api/older', { subject: sharedIn(place)[0].id })
    if (!found.more) exhausted.add(place)
    for (const m of found.messages) if (!page.messages.has(m.id)) page.messages.set(m.id, m)
    if (page.place !== place) return
    timeline.openAbove(found.messages.length)
  } catch (e) { trouble(e) }
}

// look marks the open room as read while somebody looks at it.
function look() {
  if (document.visibilityState === 'visible') setSeen(page.place, Date.now())
  drawMarks()
}
document.addEventListener('visibilitychange', look)

async function showHome() {
  try {
    const home = await post('/api/home', {})
    if (page.place === '@' + page.as) timeline.showHome(home)
  } catch { /* the status line says so */ }
}

// choose follows the switches: act as, language. Until it is done nothing is sent or kept: it would be taken for the words of the
// person who goes.
let switching = null
function choose(change) {
  switching = changeOver(change).finally(() => {
    switching = null
    keepSoon()
  })
}

async function changeOver({ as = page.as, lang = page.lang }) {
  const changed = as !== page.as
  const theirs = composer.kept()
  const saved = keepNow()
  if (changed) composer.handOver()
  await saved
  localStorage.setItem('lang', lang)
  if (page.trial) sessionStorage.setItem('as', as)
  const focused = document.activeElement?.id
  stream.close()
  try {
    if (changed) {
      page.asking.clear()
      page.place = page.place.startsWith('@') ? '@' + as : page.place
    }
    await start(as, lang)
    if (document.activeElement === document.body) byID(focused)?.focus() // unless somebody has gone on to write
    if (changed) announce(say('shown', page.name))
  } catch (e) {
    if (changed) composer.restore(theirs, composer.kept())
    composer.placeChanged()
    trouble(e)
    stream.open()
  }
}

// What comes in.

function arrived(m) {
  const known = page.messages.get(m.id)
  if (known && (known.version || 0) >= (m.version || 0) && known.request === m.request) return
  page.messages.set(m.id, m)
  if (m.request) page.asking.delete(m.request)
  timeline.show(m)
  const mine = m.author && m.author === page.as
  if (!mine && (!known || m.private)) announce(timeline.spoken(m))
  look()
  if (m.place === page.place && page.place.startsWith('@')) showHome()
}

function gone({ id }) {
  page.messages.delete(id)
  timeline.remove(id)
  drawMarks()
}

function done({ request }) {
  page.asking.delete(request)
  timeline.drawAsking()
}

// refresh reads everything anew, when the stream cannot continue.
async function refresh() {
  try {
    takeIn(await readState(page.as, page.lang), true)
    open(page.place)
    composer.drawForms(forms.waiting(), { resume: (f) => forms.resume(f), discard: (f) => forms.discard(f) })
    stream.open()
  } catch (e) {
    trouble(e)
    setTimeout(refresh, e.message === 'locked' ? 5000 : 1500)
  }
}

let away = false
function lost() { away = true; status('lost', 'bad') }
function back() {
  if (away) {
    status('back', 'good')
    setTimeout(() => { if (!away) byID('status').hidden = true }, 4000)
  }
  away = false
}

function status(name, look) {
  const line = byID('status')
  line.hidden = false
  line.dataset.look = look
  line.textContent = say(name)
}

function trouble(e) {
  if (!(e instanceof Trouble)) throw e
  if (e.message === 'locked') { away = true; status('lockedOut', 'bad') } else if (e.message === 'lost') lost()
}

// What goes out. Each returns the server's answer, or what went wrong in words.

async function ask(body) {
  await switching
  const id = newID()
  const place = page.place
  page.asking.set(id, { place, said: body.said, at: Date.now() })
  const shown = setTimeout(() => timeline.drawAsking(), 250)
  try {
    const answer = await post('/api/request', { id, ...body })
    if (!answer.ok) page.asking.delete(id)
    timeline.drawAsking(true)
    return answer
  } catch (e) {
    page.asking.delete(id)
    trouble(e)
    return { trouble: say(e.message === 'fast' ? 'tooFast' : e.message === 'locked' ? 'lockedOut' : 'notSent') }
  } finally {
    clearTimeout(shown)
    timeline.drawAsking()
  }
}

// typed sends a command. It reports what is wrong, and whether the line was not taken and may be mended.
async function typed(line, files) {
  const answer = await ask({ via: 'typed', line, said: line, files })
  if (answer.form) forms.open(answer.form, { files, said: line })
  return { wrong: answer.trouble || answer.refuse, again: answer.again }
}

async function spoken(line) {
  await switching
  try {
    const answer = await post('/api/say', { id: newID(), line })
    if (answer.ok) setSeen(page.place, Date.now())
    return { wrong: answer.refuse }
  } catch (e) {
    trouble(e)
    return { wrong: say(e.message === 'fast' ? 'tooFast' : 'notSent') }
  }
}

// press sends a press. It reports whether it was sent: what must be confirmed may be called off.
async function press(m, button) {
  if (button.confirm && !(await confirmed(button))) return false
  const answer = await ask({ via: 'pressed', press: button.press, subject: m.id, place: m.place, said: button.label })
  follow(answer, button.label)
  return true
}

async function shortcut(m, command) {
  follow(await ask({ via: 'shortcut', command: command.name, subject: m.id, place: m.place, said: command.onMessage }), command.onMessage)
}

async function globalShortcut(command) {
  follow(await ask({ via: 'shortcut', command: command.name, said: command.global }), command.global)
}

// follow opens the form that an answer asks for, or says what went wrong.
function follow(answer, said) {
  if (answer.form) forms.open(answer.form, { said })
  if (answer.trouble || answer.refuse) composer.note(answer.trouble || answer.refuse, true)
}

// submitted sends a form. The form itself shows what is wrong.
async function submitted(form, values, files) {
  const said = form.said || form.title
  const answer = await ask({ via: 'submitted', command: form.command, action: form.action, object: form.object, values, files, said, subject: form.subject })
  return answer
}

async function dismiss(m) {
  try { await post('/api/dismiss', { subject: m.id }) } catch (e) { trouble(e) }
}

function tryExample(line) { composer.fill(line) }

// What is typed and not sent is kept in the memory of the server, never on a disk, so that a reload loses nothing.

let keeping = 0
function keepSoon() {
  if (switching) return
  clearTimeout(keeping)
  keeping = setTimeout(keepNow, 400)
}
async function keepNow() {
  clearTimeout(keeping)
  keeping = 0
  try { await post('/api/keep', { kept: { composer: composer.kept(), forms: forms.kept() } }, { keepalive: true }) } catch { /* the tab still has it */ }
}
addEventListener('pagehide', () => { if (keeping) keepNow() })

start(sessionStorage.getItem('as') || '', localStorage.getItem('lang') || '').catch((e) => {
  byID('app').hidden = false
  if (e instanceof Trouble) location.reload()
  else throw e
})
