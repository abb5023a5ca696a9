// What stands around the messages: the rooms on one side, the switches on top.

import { byID, el, icon, own, unseen } from './dom.js'
import { page, say, number, seenUntil } from './state.js'

const iconOf = (place) => icon(place.startsWith('@') ? 'me' : place)

// drawSide draws the rooms and what one can start.
export function drawSide(on) {
  const side = byID('side')
  side.setAttribute('aria-label', say('menu'))
  const rooms = page.rooms.map((room) => el('li', {},
    el('button', { type: 'button', class: 'room', 'data-place': room.id, onclick: () => { closeDrawer(); on.open(room.id) } },
      iconOf(room.id), el('span', { class: 'name' }, room.name), el('span', { class: 'mark', hidden: true }))))
  side.replaceChildren(...[
    el('div', { class: 'brand' }, el('span', { class: 'logo' }, icon('voice', true)), el('span', {}, 'Portevoix'),
      el('button', { type: 'button', class: 'plain drawer-close', onclick: closeDrawer, 'aria-label': say('close') }, icon('close'))),
    page.actors.length > 0 && el('div', { class: 'in-drawer' }, actAs(on, 'act-drawer')),
    el('h2', { id: 'rooms-title' }, say('rooms')),
    el('ul', { 'aria-labelledby': 'rooms-title' }, rooms),
    ...starts(on),
    el('div', { class: 'foot' },
      page.trial && el('p', { class: 'trial-note' }, icon('info'), el('span', {}, say('trialNote'))),
      el('div', { class: 'settings' },
        labelled(say('language'), 'lang', page.langs.map((l) => [l.id, l.name]), page.lang, (lang) => on.choose({ lang })),
        labelled(say('theme'), 'theme', [['', say('themeAuto')], ['light', say('themeLight')], ['dark', say('themeDark')]], document.documentElement.dataset.theme || '', setTheme))),
  ].filter(Boolean))
  byID('veil').onclick = closeDrawer
  drawMarks()
}

// starts are the things that can be begun with one press: global shortcuts, else the first examples.
function starts(on) {
  const global = page.commands.filter((c) => c.global)
  const items = global.length
    ? global.map((c) => [c.global, () => on.global(c)])
    : page.jobs.map((j) => [j.title, () => on.tryExample(j.example)])
  if (!items.length) return []
  return [
    el('h2', { id: 'start-title' }, say('start')),
    el('ul', { 'aria-labelledby': 'start-title' }, items.map(([label, act]) => el('li', {},
      el('button', { type: 'button', class: 'room start', onclick: () => { closeDrawer(); act() } }, icon('sparkle'), el('span', { class: 'name' }, label))))),
  ]
}

// drawTop draws the title of the room and the switches.
export function drawTop(on) {
  const room = page.rooms.find((r) => r.id === page.place) || { name: '', about: '' }
  const actor = page.actors.find((a) => a.id === page.as)
  const focused = document.activeElement?.id
  byID('top').replaceChildren(...[
    el('button', { type: 'button', class: 'plain drawer-open', id: 'drawer-open', onclick: openDrawer, 'aria-label': say('menu'), 'aria-expanded': 'false' }, icon('menu'), el('span', { class: 'mark dot', id: 'elsewhere', hidden: true })),
    el('div', { class: 'title' }, el('h1', {}, room.name), el('p', {}, room.about)),
    actor && el('p', { class: 'acting' }, el('span', { class: 'badge trial' }, say('trial')), ' ', actor.name),
    actor && el('div', { class: 'on-top' }, actAs(on, 'act')),
  ].filter(Boolean))
  if (focused) byID(focused)?.focus()
  byID('side').querySelectorAll('[data-place]').forEach((b) => {
    if (b.dataset.place === page.place) b.setAttribute('aria-current', 'page')
    else b.removeAttribute('aria-current')
  })
  drawMarks()
}

const actAs = (on, id) => labelled(say('actAs'), id, page.actors.map((a) => [a.id, a.name]), page.as, (as) => on.choose({ as }), say('trial'))

function labelled(label, id, options, value, choose, badge) {
  const select = el('select', { id, onchange: () => choose(select.value) }, options.map(([v, name]) => el('option', { value: v, selected: v === value }, name)))
  return el('div', { class: 'switch' }, el('label', { for: id }, label, badge && ' ', badge && el('span', { class: 'badge trial' }, badge)), select)
}

function setTheme(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme
    localStorage.setItem('theme', theme)
  } else {
    delete document.documentElement.dataset.theme
    localStorage.removeItem('theme')
  }
}

// drawMarks draws the unread marks, and puts their sum into the title of the window.
export function drawMarks() {
  let sum = 0
  let elsewhere = 0
  for (const room of page.rooms) {
    const since = seenUntil(room.id)
    const count = [...page.messages.values()].filter((m) => m.place === room.id && !m.private && m.author !== page.as && Date.parse(m.at) > since).length
    sum += count
    if (room.id !== page.place) elsewhere += count
    const button = byID('side').querySelector(`[data-place="${CSS.escape(room.id)}"]`)
    const mark = button?.querySelector('.mark')
    if (!mark) continue
    mark.hidden = count === 0
    mark.replaceChildren(...(count ? [el('span', { 'aria-hidden': 'true' }, number(count)), unseen(say('unread', number(count)))] : []))
    button.classList.toggle('unread', count > 0)
  }
  if (byID('elsewhere')) byID('elsewhere').hidden = elsewhere === 0
  document.title = sum ? `(${sum}) Portevoix` : 'Portevoix'
}

// The rooms are a drawer on a phone: nothing in it can be reached while it is closed.

const narrow = matchMedia('(max-width: 52rem)')
function openDrawer() {
  document.body.classList.add('drawer')
  settle()
  byID('side').querySelector('.drawer-close').focus()
}
export function closeDrawer() {
  if (!document.body.classList.contains('drawer')) return
  document.body.classList.remove('drawer')
  settle()
  byID('drawer-open')?.focus()
}
function settle() {
  const open = document.body.classList.contains('drawer')
  byID('side').inert = narrow.matches && !open
  byID('main').inert = byID('top').inert = narrow.matches && open
  byID('veil').hidden = !(narrow.matches && open)
  byID('drawer-open')?.setAttribute('aria-expanded', String(open))
}
narrow.addEventListener('change', () => { document.body.classList.remove('drawer'); settle() })
addEventListener('keydown', (e) => { if (e.key === 'Escape') closeDrawer() })
settle()
