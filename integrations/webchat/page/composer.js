// The field at the bottom. A line that begins with a slash is a command, completed while it is typed; anything else is a message to
// the room. Keys: arrows move in the list, Tab and Enter take, Escape closes it; Enter sends, Shift+Enter starts a new line.

import { announce, byID, command, directionOfLine, el, icon, own } from './dom.js'
import { page, say, number } from './state.js'
import { post } from './api.js'
import { drawAttached, readPicture } from './pictures.js'

const fold = (s) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/^\//, '')

const narrow = matchMedia('(max-width: 30rem)')

export class Composer {
  constructor(on) {
    narrow.addEventListener('change', () => { if (this.field) this.field.placeholder = say(narrow.matches ? 'writeShort' : 'write') })
    this.on = on // { command, words, changed }
    this.drafts = {} // by place: what is typed and not sent
    this.files = []
    this.options = [] // of the open list
    this.active = -1
    this.closedFor = null // the line for which Escape closed the list
    this.asked = 0
    this.hinted = false
  }

  // draw makes the field anew in the page's language; what is typed stays.
  draw() {
    const hadFocus = this.field && document.activeElement === this.field
    this.field ??= el('textarea', {
      id: 'words', rows: '1', autocomplete: 'off', spellcheck: 'true', maxlength: '60000', 'aria-describedby': 'keys',
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggestions', 'aria-haspopup': 'listbox',
      oninput: () => this.changed(), onkeydown: (e) => this.key(e), onclick: () => this.suggest(), onpaste: (e) => this.pasted(e),
      onblur: () => setTimeout(() => { if (!byID('composer').contains(document.activeElement)) this.close() }, 150),
    })
    this.field.placeholder = say(narrow.matches ? 'writeShort' : 'write')
    this.field.setAttribute('aria-label', say('composer'))
    this.guide = el('div', { class: 'guide', id: 'guide', hidden: true })
    this.picker = el('input', { type: 'file', accept: 'image/png,image/jpeg', hidden: true, tabindex: '-1', 'aria-label': say('attach'), onchange: () => { this.attach(this.picker.files[0]); this.picker.value = '' } })
    this.attached = el('div', { class: 'attached' })
    this.waiting = this.waiting || el('div', { class: 'waiting' })
    this.hint = el('p', { class: 'hint', id: 'hint', role: 'status' })
    const box = el('form', { class: 'box', onsubmit: (e) => { e.preventDefault(); this.send() } },
      el('button', { type: 'button', class: 'plain', 'aria-label': say('attach'), title: say('attach'), onclick: () => this.picker.click() }, icon('clip')),
      this.field,
      el('button', { type: 'submit', class: 'send', 'aria-label': say('send'), title: say('send') }, icon('send', true)))
    const section = byID('composer')
    section.setAttribute('aria-label', say('composer'))
    section.replaceChildren(this.waiting, this.guide, this.attached, this.picker, box, this.hint, el('p', { class: 'keys', id: 'keys' }, say('keys')))
    section.ondragover = (e) => { e.preventDefault(); box.classList.add('over') }
    section.ondragleave = () => box.classList.remove('over')
    section.ondrop = (e) => { e.preventDefault(); box.classList.remove('over'); this.attach(e.dataTransfer.files[0]) }
    this.drawFiles()
    this.grow()
    if (hadFocus) this.field.focus()
  }

  // fill writes an example into the field and leaves it to the person to send it.
  fill(line) {
    this.field.value = line
    this.field.focus()
    this.field.setSelectionRange(line.length, line.length)
    this.changed()
  }

  placeChanged() {
    const typed = this.drafts[page.place] ?? ''
    if (this.field.value !== typed) this.field.value = typed
    this.close()
    this.note('')
    this.grow()
  }

  changed() {
    this.drafts[page.place] = this.field.value
    this.grow()
    this.suggest()
    this.on.changed()
  }

  grow() {
    this.field.dir = directionOfLine(this.field.value) || document.documentElement.dir
    this.field.style.height = 'auto'
    this.field.style.height = Math.min(this.field.scrollHeight, innerHeight * 0.4) + 'px'
  }

  kept() { return this.drafts }

  // restore brings back what a person had typed, before whatever they have typed since.
  restore(drafts, since = {}) {
    this.drafts = { ...(drafts || {}) }
    for (const [place, words] of Object.entries(since)) this.drafts[place] = [this.drafts[place], words].filter(Boolean).join(' ')
  }

  // handOver empties the field for another person: what is typed from now on is theirs, even before the page shows them.
  handOver() {
    this.drafts = {}
    this.field.value = ''
    this.grow()
  }

  // note says something under the field: a gentle hint, or what went wrong.
  note(text, bad = false) {
    this.hint.textContent = text
    this.hint.classList.toggle('bad', bad)
  }

  // send sends the line. The field is emptied only when the server has it.
  async send() {
    const line = this.field.value
    const place = page.place
    if (!line.trim() || this.sending) return
    this.sending = true
    this.close()
    this.note('')
    const isCommand = /^[\s\u200e\u200f\ufeff]*\//.test(line)
    const files = this.files.map(({ name, alt, data }) => ({ name, alt, data }))
    let wrong, again
    try {
      ({ wrong, again } = isCommand ? await this.on.command(line, files) : await this.on.words(line))
    } finally {
      this.sending = false
    }
    if (wrong) {
      this.note(wrong, true)
      return
    }
    this.last = line
    if (again) { // selected: typing replaces it, an arrow goes into it
      if (place === page.place && this.field.value === line) this.field.select()
      return
    }
    if (this.drafts[place] === line) delete this.drafts[place]
    if (place === page.place && this.field.value === line) {
      this.field.value = ''
      this.grow()
    }
    if (isCommand) this.files = []
    this.drawFiles()
    this.on.changed()
    if (!isCommand && !this.hinted) {
      this.hinted = true
      this.note(say('hintPlain'))
    }
  }

  // Pictures.

  pasted(e) {
    const file = [...(e.clipboardData?.files || [])][0]
    if (!file) return
    e.preventDefault()
    this.attach(file)
  }

  async attach(file) {
    if (!file) return
    const picture = await readPicture(file)
    if (picture.wrong) { this.note(picture.wrong, true); return }
    this.files = [picture]
    this.drawFiles()
    this.field.focus()
  }

  drawFiles() {
    this.attached.replaceChildren(...this.files.map((p) => drawAttached(p, () => { this.files = []; this.drawFiles(); this.field.focus() })))
  }

  // drawForms shows the forms that were begun and not sent.
  drawForms(forms, on) {
    this.waiting.replaceChildren(...forms.map((f) => el('div', { class: 'kept-form' }, icon('form'), el('span', {}, el('strong', {}, say('formKept')), ' · ', own(f.title)),
      el('button', { type: 'button', class: 'button small', 'aria-label': say('resume') + ' ' + f.title, onclick: () => on.resume(f) }, say('resume')),
      el('button', { type: 'button', class: 'plain small', 'aria-label': say('discard') + ' ' + f.title, title: say('discard'), onclick: () => { on.discard(f); this.field.focus() } }, icon('close')))))
  }

  // Completion.

  key(e) {
    if (e.isComposing) return
    const open = this.options.length > 0 && !this.guide.hidden
    if (e.key === 'ArrowUp' && !this.field.value && this.last) { // the last line comes back
      e.preventDefault()
      this.fill(this.last)
      return
    }
    if (open && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
      e.preventDefault()
      const n = this.options.length
      this.mark(e.key === 'ArrowDown' ? (this.active + 1) % n : (this.active <= 0 ? n : this.active) - 1)
    } else if (open && e.key === 'Tab' && !e.shiftKey && this.active >= 0) {
      e.preventDefault()
      this.take(this.active)
    } else if (e.key === 'Escape' && !this.guide.hidden) {
      e.preventDefault()
      e.stopPropagation()
      this.closedFor = this.field.value
      this.close()
    } else if (e.key === 'Enter' && !e.shiftKey) {
      e.preventDefault()
      if (open && this.active >= 0) this.take(this.active)
      else this.send()
    }
  }

  // suggest offers what fits what is being typed: commands first, then what the command can be told.
  async suggest() {
    const line = this.field.value.slice(0, this.field.selectionStart).replace(/^[\s\u200e\u200f\ufeff]+/, '')
    if (!line.startsWith('/') || this.closedFor === this.field.value) return this.close()
    this.closedFor = null
    const word = /^\/(\S*)$/.exec(line)
    if (word) return this.offerCommands(word[1])
    const turn = ++this.asked
    const token = /(?:^|\s)([^\s:"«“]+):("[^"]*|«[^»]*|“[^”]*|\S*)$/.exec(line)
    const name = token?.[1] ?? ''
    const typed = (token?.[2] ?? '').replace(/^["«“]/, '')
    let help
    try {
      help = await post('/api/complete', { line, input: name, typed: typed.split(/[,،;]/).pop().trim() })
    } catch { return }
    if (turn !== this.asked || !help.command) { if (!help.command) this.close(); return }
    this.offerInputs(help, name, typed, line)
  }

  offerCommands(typed) {
    const want = fold(typed)
    const fitting = page.commands.flatMap((c) => {
      const hit = [c.name, ...(c.words || [])].find((w) => fold(w).startsWith(want))
      return hit ? [{ c, hit: want && fold(c.name).startsWith(want) ? c.name : hit }] : []
    })
    const exact = fitting.some(({ c }) => [c.name, ...(c.words || [])].some((w) => fold(w) === want))
    this.options = fitting.map(({ c, hit }) => ({ insert: '/' + hit + ' ', from: '/' + typed, label: '/' + hit, about: c.summary }))
    this.show(say('commands'), null, exact || !want ? (want ? -1 : 0) : 0)
  }

  // offerInputs offers the inputs of a command, or the choices of the input that is being typed.
  offerInputs(help, name, typed, line) {
    const command = page.commands.find((c) => c.name === help.command)
    const inputs = help.inputs || []
    const current = name && inputs.find((i) => [i.name, ...(i.words || [])].some((w) => fold(w) === fold(name)))
    if (current) {
      const done = typed.split(/[,،;]/).slice(0, -1).map((s) => s.trim()).filter(Boolean)
      const last = fold(typed.split(/[,،;]/).pop().trim())
      const choices = [...(current.choices || []), ...(help.choices || [])]
      const value = (v) => { const all = [...done, v].join(','); return /\s/.test(all) ? `"${all}"` : all }
      this.options = choices.filter((c) => !done.includes(c.value) && (fold(c.value).startsWith(last) || fold(c.label).includes(last)))
        .map((c) => ({ insert: `${name}:${value(c.value)} `, from: line.slice(line.lastIndexOf(name + ':')), label: c.label, about: c.label === c.value ? '' : c.value }))
      if (this.options.length === 1 && fold(this.options[0].about || this.options[0].label) === last) this.options = []
      this.show(current.label, { command, input: current }, this.options.length && last ? 0 : -1)
      return
    }
    const tail = /(\S*)$/.exec(line)[1]
    const want = fold(tail)
    const open = inputs.filter((i) => !i.free && i.kind !== 'image' && !(help.given && i.name in help.given))
    const fitting = want ? open.filter((i) => [i.name, ...(i.words || []), i.label].some((w) => fold(w).startsWith(want))) : open
    this.options = (want ? fitting : open).map((i) => ({
      insert: i.name + ':', from: tail, label: i.name + ':', title: i.label, about: [i.help, (i.choices || []).slice(0, 6).map((c) => c.label).join(', ')].filter(Boolean).join(' · '), required: i.required,
    }))
    this.show(say('inputs'), { command, free: inputs.find((i) => i.free), given: Object.keys(help.given || {}).length }, -1)
  }

  // show draws the list above the field.
  show(title, about, active) {
    this.active = -1
    const list = el('ul', { class: 'suggestions', id: 'suggestions', role: 'listbox', 'aria-label': title }, this.options.map((o, i) => el('li', {
      role: 'option', id: 'option-' + i, 'aria-selected': 'false', onpointerdown: (e) => e.preventDefault(), onclick: () => this.take(i), onpointermove: () => { if (this.active !== i) this.mark(i, false) },
    }, el('code', { dir: /^[/\w]/.test(o.label) ? 'ltr' : 'auto' }, o.label), o.title && el('strong', {}, own(o.title)), o.required && el('span', { class: 'badge' }, say('required')), o.about && el('span', { class: 'about', dir: 'auto' }, o.about))))
    this.guide.replaceChildren(...this.explain(about), list)
    list.hidden = this.options.length === 0
    this.guide.hidden = !about && this.options.length === 0
    this.field.setAttribute('aria-expanded', String(!list.hidden && !this.guide.hidden))
    this.field.removeAttribute('aria-activedescendant')
    if (this.options.length && this.spokenCount !== this.options.length) announce(say('found', number(this.options.length)))
    this.spokenCount = this.options.length
    if (active >= 0 && this.options.length) this.mark(active)
  }

  // explain tells what the command is for, what to write, and shows an example to take over.
  explain(about) {
    if (!about?.command) return []
    const { command: c, free, input } = about
    const head = el('p', { class: 'guide-head' }, el('code', { dir: 'ltr' }, '/' + c.name), ' ', own(c.summary))
    if (input) return [head, el('p', { class: 'guide-line' }, el('strong', {}, own(input.label)), ' ', own([input.help, input.example && say('fieldExample', input.example)].filter(Boolean).join(' · ')))]
    const lines = [head]
    if (free) lines.push(el('p', { class: 'guide-line' }, el('strong', {}, say('freeText')), ' ', own([free.label, free.help].filter(Boolean).join(' · '))))
    const example = c.examples?.[0]
    if (example && example.trim() !== this.field.value.trim()) {
      lines.push(el('p', { class: 'guide-line' }, el('strong', {}, say('example')), ' ', el('q', {}, command(example)), ' ',
        el('button', { type: 'button', class: 'link', onpointerdown: (e) => e.preventDefault(), onclick: () => this.fill(example) }, say('useExample'))))
    }
    return lines
  }

  mark(i, scroll = true) {
    this.active = i
    this.guide.querySelectorAll('[role=option]').forEach((o, at) => {
      o.setAttribute('aria-selected', String(at === i))
      if (at === i && scroll) o.scrollIntoView({ block: 'nearest' })
    })
    this.field.setAttribute('aria-activedescendant', 'option-' + i)
  }

  // take writes the chosen option in the place of what was being typed.
  take(i) {
    const o = this.options[i]
    const caret = this.field.selectionStart
    const before = this.field.value.slice(0, caret)
    const after = this.field.value.slice(caret)
    const kept = before.slice(0, before.length - o.from.length)
    this.field.value = kept + o.insert + after.replace(/^ /, o.insert.endsWith(' ') ? '' : ' ')
    const at = (kept + o.insert).length
    this.field.setSelectionRange(at, at)
    this.field.focus()
    this.changed()
  }

  close() {
    this.asked++
    this.options = []
    this.active = -1
    this.spokenCount = 0
    this.guide.hidden = true
    this.guide.replaceChildren()
    this.field.setAttribute('aria-expanded', 'false')
    this.field.removeAttribute('aria-activedescendant')
  }
}
