// The messages of one room, in order, kept up to date in place.

import { announce, byID, command, el, icon, own, unseen } from './dom.js'
import { clock, day, dayKey, directionOf, fullTime, number, page, say, wall } from './state.js'
import { copyText, drawBlocks, wordsOf } from './blocks.js'
import { openMenu } from './dialogs.js'

export class Timeline {
  constructor(on) {
    this.on = on // { press, shortcut, dismiss, tryExample, older, hasOlder }
    this.list = byID('messages')
    this.scroll = byID('scroll')
    this.newest = byID('newest')
    this.newest.addEventListener('click', () => { this.toEnd(); byID('words')?.focus() })
    this.scroll.addEventListener('scroll', () => { if (this.atEnd()) this.newest.hidden = true }, { passive: true })
    setInterval(() => { if (page.asking.size) this.drawAsking() }, 3000)
  }

  // open shows a room from the start; what came after "since" is set off.
  open(place, since) {
    this.place = place
    const room = page.rooms.find((r) => r.id === place)
    this.scroll.setAttribute('aria-label', say('messages', room?.name || ''))
    this.scroll.setAttribute('role', 'region')
    byID('home').hidden = true
    this.list.replaceChildren()
    this.newest.hidden = true
    const messages = [...page.messages.values()].filter((m) => m.place === place).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    if (this.on.hasOlder(place)) this.list.append(el('li', { class: 'older' }, el('button', { type: 'button', class: 'button small', onclick: () => this.on.older() }, say('older'))))
    this.since = since
    let marked = since === 0
    for (const m of messages) {
      if (!marked && !m.private && m.author !== page.as && Date.parse(m.at) > since) {
        marked = true
        this.list.append(el('li', { class: 'new-line' }, el('span', {}, say('newMessages'))))
      }
      this.list.append(this.item(m))
    }
    this.drawDays()
    this.drawEmpty()
    this.drawAsking()
    this.toStart(messages.at(-1)?.id)
  }

  // toStart scrolls to the end, or to where reading begins: the first new message, or the head of a long last one.
  toStart(last) {
    const fresh = this.list.querySelector('.new-line')
    this.toEnd(last)
    if (fresh && fresh.getBoundingClientRect().top < this.scroll.getBoundingClientRect().top) fresh.scrollIntoView({ block: 'start' })
  }

  // openAbove draws the room anew with older messages on top; what was being read stays where it is.
  openAbove(count) {
    const fromEnd = this.scroll.scrollHeight - this.scroll.scrollTop
    this.open(this.place, this.since)
    this.scroll.scrollTop = this.scroll.scrollHeight - fromEnd
    announce(say('olderShown', number(count)));
    (this.list.querySelector('.older button') || this.scroll).focus({ preventScroll: true })
  }

  // show adds a message or changes it where it stands.
  show(m) {
    if (m.place !== this.place) return
    const stay = !this.atEnd()
    const old = this.find(m.id)
    if (old) {
      const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null
      const item = this.item(m)
      item.classList.add('changed')
      old.replaceWith(item)
      if (focused !== null) ([...item.querySelectorAll('button')].find((b) => b.textContent === focused) || item.querySelector('button') || this.scroll).focus()
    } else {
      this.list.append(this.item(m))
      this.drawDays()
    }
    this.drawEmpty()
    this.drawAsking()
    if (!stay || m.author === page.as || m.private) this.toEnd(m.id)
    else if (!old) this.offerNewest()
  }

  remove(id) {
    this.find(id)?.remove()
    this.drawDays()
    this.drawEmpty()
  }

  find(id) { return this.list.querySelector(`[data-id="${CSS.escape(id)}"]`) }

  // item is one message.
  item(m) {
    const at = wall(m.at)
    const who = this.nameOf(m)
    const title = 'by-' + m.id
    const avatar = m.author ? el('span', { class: 'avatar person', 'aria-hidden': 'true' }, initials(who)) : el('span', { class: 'avatar', 'aria-hidden': 'true' }, icon('voice', true))
    const head = el('header', { id: title },
      el('span', { class: 'who' }, own(who)),
      el('time', { datetime: m.at, title: fullTime(at) }, clock(at)),
      m.private && el('span', { class: 'badge private' }, icon('lock'), say('onlyYou')),
      m.trial && el('span', { class: 'badge trial' }, say('trial')),
      m.version > 0 && !m.private && el('span', { class: 'quiet' }, say('edited')),
      m.tone && say('tone.' + m.tone) && unseen(say('tone.' + m.tone)))
    const body = el('div', { class: 'body', lang: m.lang, dir: directionOf(m.lang) }, ...drawBlocks(m, this.on))
    const article = el('article', { class: 'message ' + [m.tone, m.private && 'private', m.author && 'person'].filter(Boolean).join(' '), 'aria-labelledby': title },
      avatar,
      el('div', { class: 'content' }, head, m.asked && el('p', { class: 'asked' }, command(m.asked)), body),
      this.menuOf(m))
    return el('li', { 'data-id': m.id, 'data-at': m.at }, article)
  }

  nameOf(m) {
    if (!m.author) return 'Portevoix'
    return page.actors.find((a) => a.id === m.author)?.name || (m.author === page.as ? page.name : m.author)
  }

  menuOf(m) {
    const button = el('button', { type: 'button', class: 'plain more', 'aria-label': say('actions'), 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: () => openMenu(button, this.actionsOn(m)) }, icon('more'))
    return el('div', { class: 'tools' }, button)
  }

  actionsOn(m) {
    const all = page.commands.filter((c) => c.onMessage).map((c) => [c.onMessage, () => this.on.shortcut(m, c)])
    all.push([say('copy'), () => copyText(wordsOf(m), this.find(m.id)?.querySelector('.body'))])
    if (m.private) all.push([say('dismiss'), () => this.on.dismiss(m)])
    return all
  }

  // drawDays puts a line wherever a new day begins.
  drawDays() {
    this.list.querySelectorAll('.day').forEach((d) => d.remove())
    let last = ''
    for (const item of [...this.list.querySelectorAll('[data-at]')]) {
      const at = wall(item.dataset.at)
      const key = dayKey(at)
      if (key !== last) item.before(el('li', { class: 'day' }, el('span', {}, day(at))))
      last = key
    }
  }

  // drawAsking shows what is being worked on in this room.
  drawAsking() {
    const waiting = [...page.asking.entries()].filter(([, a]) => a.place === this.place)
    this.list.querySelectorAll('.asking').forEach((i) => { if (!page.asking.has(i.dataset.request)) i.remove() })
    for (const [id, a] of waiting) {
      const words = say(Date.now() - a.at > 8000 ? 'stillWorking' : 'working')
      let item = this.list.querySelector(`[data-request="${id}"]`)
      if (item) {
        const line = item.querySelector('.words')
        if (line.textContent !== words) line.textContent = words
      } else {
        item = el('li', { class: 'asking', 'data-request': id }, el('div', { class: 'message private' }, el('span', { class: 'avatar busy', 'aria-hidden': 'true' }, icon('voice', true)),
          el('div', { class: 'content' }, a.said && el('p', { class: 'asked' }, command(a.said)), el('p', { class: 'words quiet' }, words))))
        this.list.append(item)
        if (this.place === page.place) this.toEnd()
      }
    }
    if (waiting.length) this.drawEmpty()
  }

  // drawEmpty teaches the jobs while there is nothing to read.
  drawEmpty() {
    const empty = byID('empty')
    const bare = !this.list.querySelector('[data-id], .asking')
    empty.hidden = !bare
    if (!bare) return
    const room = page.rooms.find((r) => r.id === this.place)
    if (this.place !== 'general' || !page.jobs.length) {
      empty.replaceChildren(el('div', { class: 'nothing' }, icon(this.place.startsWith('@') ? 'me' : this.place), el('p', {}, say('emptyRoom')), el('p', { class: 'quiet' }, room?.about || '')))
      return
    }
    empty.replaceChildren(el('div', { class: 'welcome' }, el('h2', {}, say('welcome')), el('p', {}, say('welcomeSay')),
      el('ul', { class: 'jobs' }, page.jobs.map((j) => el('li', {}, el('button', { type: 'button', class: 'job', onclick: () => this.on.tryExample(j.example) },
        el('strong', {}, j.title), el('span', { class: 'example' }, command(j.example)))))),
      el('p', { class: 'quiet' }, icon('lock'), ' ', say('privateByDef'))))
  }

  // showHome shows what waits for this person, above their direct messages.
  showHome(m) {
    const home = byID('home')
    home.hidden = !m.blocks?.length
    if (home.hidden) return
    home.replaceChildren(el('section', { class: 'home', lang: m.lang, dir: directionOf(m.lang) }, ...drawBlocks(m, this.on)))
    byID('empty').hidden = true
  }

  // spoken is what a screen reader hears of a new message.
  spoken(m) {
    const room = m.place === page.place ? '' : page.rooms.find((r) => r.id === m.place)?.name
    const words = m.private || m.author ? wordsOf(m) : m.notify || wordsOf(m)
    return [room, this.nameOf(m), m.private && say('onlyYou'), words.slice(0, 400)].filter(Boolean).join('. ')
  }

  atEnd() { return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80 }

  // toEnd scrolls to the end, or to where the newest message begins when it is taller than the screen.
  toEnd(id) {
    const item = id && this.find(id)
    this.newest.hidden = true
    if (item && item.offsetHeight > this.scroll.clientHeight * 0.9) item.scrollIntoView({ block: 'start' })
    else this.scroll.scrollTop = this.scroll.scrollHeight
  }

  offerNewest() {
    this.newest.hidden = false
    this.newest.replaceChildren(icon('down'), el('span', {}, say('newMessages')))
    this.newest.setAttribute('aria-label', say('toNewest'))
  }
}

const initials = (name) => Array.from(name).slice(0, 1).join('').toUpperCase()
