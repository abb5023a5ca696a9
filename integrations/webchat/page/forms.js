// Forms. A form keeps what was typed whatever happens: wrong fields are pointed at, a closed form waits above the field, and a reload
// brings it back.

import { announce, byID, el, icon, newID, own } from './dom.js'
import { directionOf, lengthOf, listed, number, page, say } from './state.js'
import { post } from './api.js'
import { drawAttached, readPicture } from './pictures.js'

export class Forms {
  constructor(on) {
    this.on = on // { submit, changed, closed }
    this.unsent = [] // forms with what was typed: { key, form, values, said, files }
  }

  // open shows a form that the server asks for.
  open(form, { files = [], said = '' } = {}) {
    this.dialog?.remove()
    const values = { ...(form.values || {}) }
    for (const f of form.fields) values[f.name] = values[f.name] ?? f.default ?? ''
    const errors = Object.fromEntries(form.fields.filter((f) => f.error).map((f) => [f.name, f.error]))
    this.show({ key: newID(), form, values, said, files, errors })
  }

  resume(form) { this.show(this.unsent.find((u) => u.form === form) || this.unsent[0]) }

  // close puts an open form aside, as Escape does; it reports whether there was one.
  close() {
    if (!this.dialog?.open) return false
    this.dialog.close()
    return true
  }

  discard(form) {
    this.unsent = this.unsent.filter((u) => u.form !== form)
    this.settled()
  }

  waiting() { return this.unsent.filter((u) => u !== this.current).map((u) => u.form) }

  kept() { return this.unsent.map(({ key, form, values, said }) => ({ key, form, values, said })) }
  restore(kept) {
    this.dialog?.remove()
    this.current = null
    this.unsent = (kept || []).map((u) => ({ ...u, files: [], errors: {} }))
    this.on.closed()
  }

  settled() {
    this.on.closed()
    this.on.changed()
  }

  // show draws the dialog.
  show(u) {
    this.current = u
    if (!this.unsent.includes(u)) this.unsent.push(u)
    this.on.closed()
    const { form } = u
    const summary = el('div', { class: 'wrong-summary', role: 'alert', tabindex: '-1' })
    const submit = el('button', { class: 'button primary', type: 'submit' }, form.submit)
    const fields = form.fields.map((f) => drawField(f, u, () => this.typed(u), form))
    const body = el('form', { novalidate: true, onsubmit: (e) => { e.preventDefault(); this.send(u, submit) } },
      el('div', { class: 'form-body' }, summary, ...fields),
      el('div', { class: 'row end form-foot' }, el('button', { class: 'button', type: 'button', onclick: () => dialog.close() }, say('later')), submit))
    const dialog = el('dialog', { class: 'form', lang: form.lang, dir: directionOf(form.lang), 'aria-labelledby': 'form-title', onclose: () => this.closed(u, dialog) },
      el('header', {}, el('h2', { id: 'form-title', dir: 'auto' }, form.title), el('button', { class: 'plain', type: 'button', 'aria-label': say('close'), onclick: () => dialog.close() }, icon('close'))),
      form.intro && el('p', { class: 'intro', dir: 'auto' }, form.intro), body)
    this.dialog = dialog
    document.body.append(dialog)
    dialog.showModal()
    this.point(u, u.errors || {}, '')
    if (!Object.keys(u.errors || {}).length) (dialog.querySelector('.field :is(input, textarea, select):not([hidden])') || submit).focus()
  }

  typed(u) {
    u.touched = true
    this.on.changed()
  }

  // send submits; the dialog stays until the server has taken it.
  async send(u, submit) {
    if (this.sending) return
    this.sending = true
    submit.setAttribute('aria-disabled', 'true')
    const files = u.files.map(({ name, alt, data }) => ({ name, alt, data }))
    let answer
    try {
      answer = await this.on.submit({ ...u.form, said: u.said }, u.values, files)
    } finally {
      this.sending = false
      submit.removeAttribute('aria-disabled')
    }
    const wrong = answer.trouble || answer.refuse
    if (wrong || answer.errors) {
      this.point(u, answer.errors || {}, wrong)
      return
    }
    this.unsent = this.unsent.filter((other) => other !== u)
    this.current = null
    const old = this.dialog
    if (answer.form) this.open(answer.form, { files: u.files, said: u.said })
    old.close()
    old.remove()
    if (!answer.form) byID('words')?.focus()
    this.settled()
  }

  // point points at the fields that are wrong; the first one gets the focus.
  point(u, errors, general) {
    u.errors = errors
    const dialog = this.dialog
    const summary = dialog.querySelector('.wrong-summary')
    let first = null
    for (const box of dialog.querySelectorAll('.field')) {
      const text = errors[box.dataset.name] || ''
      const control = box.querySelector('input:not([type=file]), textarea, select, button')
      const target = box.querySelector('[role=radiogroup], [role=group]') || control
      box.classList.toggle('wrong', !!text)
      box.querySelector('.error').replaceChildren(...(text ? [icon('urgent'), el('span', {}, text)] : []))
      if (text) target.setAttribute('aria-invalid', 'true')
      else target.removeAttribute('aria-invalid')
      if (text && !first) first = control
    }
    const elsewhere = Object.entries(errors).filter(([name]) => !u.form.fields.some((f) => f.name === name)).map(([, text]) => text)
    const said = [general, ...elsewhere].filter(Boolean)
    const count = Object.keys(errors).length
    summary.replaceChildren(...(said.length ? said.map((s) => el('p', { dir: 'auto' }, s)) : count ? [el('p', {}, say('pleaseFix') + ' ' + listed(u.form.fields.filter((f) => errors[f.name]).map((f) => f.label)))] : []))
    summary.hidden = !summary.childNodes.length
    if (first) first.focus()
    else if (said.length) summary.focus()
  }

  // closed keeps the form when anything is in it.
  closed(u, dialog) {
    dialog.remove()
    if (this.current !== u) return
    this.current = null
    const worth = Object.values(u.values).some((v) => String(v).trim()) || u.files.length
    if (!worth) this.unsent = this.unsent.filter((other) => other !== u)
    else announce(say('formKeptSay'))
    this.settled()
    byID('words')?.focus()
  }
}

// drawField draws one field: label, help, control, error, in that order for the eye and for the ear.
function drawField(f, u, changed, form) {
  const id = 'field-' + f.name
  const set = (value) => { u.values[f.name] = value; changed() }
  const described = [f.help && id + '-help', id + '-error'].filter(Boolean).join(' ')
  const name = [own(f.label), !f.required && el('span', { class: 'quiet' }, ' (' + say('optional') + ')')]
  const control = (controls[f.kind] || controls.line)(f, { id, described, set, value: u.values[f.name] ?? '', u, changed, form })
  const grouped = control.getAttribute('role') === 'radiogroup' || control.getAttribute('role') === 'group'
  if (grouped) control.setAttribute('aria-labelledby', id + '-label')
  const label = grouped ? el('p', { class: 'label', id: id + '-label' }, name) : el('label', { for: id, id: id + '-label' }, name)
  return el('div', { class: 'field', 'data-name': f.name }, label, f.help && el('p', { class: 'help', id: id + '-help', dir: 'auto' }, f.help), control, el('p', { class: 'error', id: id + '-error' }))
}

const text = (type, mode) => (f, c) => {
  const input = el('input', {
    id: c.id, name: f.name, type, inputmode: mode, value: c.value, autocomplete: 'off', dir: 'auto', placeholder: f.example ? say('fieldExample', f.example) : '',
    'aria-describedby': c.described, 'aria-required': f.required ? 'true' : undefined, oninput: () => { c.set(input.value); if (f.suggest) offer(f, input, c) }, onfocus: () => { if (f.suggest) offer(f, input, c) },
  })
  if (!f.suggest) return input
  input.setAttribute('list', c.id + '-list')
  return el('div', { class: 'with-list' }, input, el('datalist', { id: c.id + '-list' }))
}

// offer asks the command for suggestions.
async function offer(f, input, c) {
  try {
    const help = await post('/api/complete', { command: c.form.command, values: c.u.values, input: f.name, typed: input.value })
    document.getElementById(c.id + '-list')?.replaceChildren(...(help.choices || []).map((o) => el('option', { value: o.value }, o.label)))
  } catch { /* typing goes on without */ }
}

const controls = {
  line: text('text'),
  when: text('text'),
  number: text('text', 'numeric'),
  address: text('url', 'url'),

  long: (f, c) => {
    const count = el('p', { class: 'count', 'aria-hidden': 'true' })
    const tell = () => { count.textContent = say('countOf', number(lengthOf(area.value)), number(f.max)); count.classList.toggle('over', lengthOf(area.value) > f.max) }
    const area = el('textarea', { id: c.id, name: f.name, rows: '5', dir: 'auto', value: c.value, placeholder: f.example ? say('fieldExample', f.example) : '', 'aria-describedby': c.described, 'aria-required': f.required ? 'true' : undefined, oninput: () => { c.set(area.value); tell() } })
    area.value = c.value
    tell()
    return el('div', { class: 'long' }, area, count)
  },

  one: (f, c) => {
    const chosen = matching(f, c.value)
    if (f.choices?.length > 6) {
      const select = el('select', { id: c.id, name: f.name, 'aria-describedby': c.described, onchange: () => c.set(select.value) }, el('option', { value: '' }, say('choose')), f.choices.map((o) => el('option', { value: o.value, selected: o.value === chosen }, o.label)))
      return select
    }
    return el('div', { role: 'radiogroup', class: 'choices', 'aria-describedby': c.described, 'aria-required': f.required ? 'true' : undefined }, (f.choices || []).map((o, i) => el('label', { class: 'choice' },
      el('input', { type: 'radio', name: f.name, id: i === 0 ? c.id : undefined, value: o.value, checked: o.value === chosen, onchange: () => c.set(o.value) }), el('span', {}, own(o.label)))))
  },

  some: (f, c) => {
    const chosen = new Set(c.value.split(/[,،;]/).map((s) => matching(f, s.trim())).filter(Boolean))
    return el('div', { role: 'group', class: 'choices', 'aria-describedby': c.described }, (f.choices || []).map((o, i) => {
      const box = el('input', { type: 'checkbox', name: f.name, id: i === 0 ? c.id : undefined, value: o.value, checked: chosen.has(o.value), onchange: () => { chosen[box.checked ? 'add' : 'delete'](o.value); c.set(f.choices.filter((x) => chosen.has(x.value)).map((x) => x.value).join(',')) } })
      return el('label', { class: 'choice' }, box, el('span', {}, own(o.label)))
    }))
  },

  yes: (f, c) => {
    const box = el('input', { type: 'checkbox', name: f.name, checked: !!c.value, 'aria-describedby': c.described, id: c.id, onchange: () => c.set(box.checked ? 'yes' : '') })
    return el('div', { class: 'choices', role: 'group' }, el('label', { class: 'choice' }, box, el('span', {}, say('yes'))))
  },

  image: drawImage,
}

const matching = (f, value) => f.choices?.find((o) => o.value.toLowerCase() === value.toLowerCase() || o.label.toLowerCase() === value.toLowerCase())?.value || ''

// drawImage takes a picture by choosing, dropping or pasting it.
function drawImage(f, c) {
  const shown = el('div', {})
  const wrong = el('p', { class: 'error', role: 'alert' })
  const take = async (file) => {
    if (!file) return
    const picture = await readPicture(file)
    wrong.textContent = picture.wrong || ''
    if (picture.wrong) return
    c.u.files = [picture]
    c.changed()
    draw()
  }
  const picker = el('input', { type: 'file', accept: 'image/png,image/jpeg', hidden: true, tabindex: '-1', onchange: () => take(picker.files[0]) })
  const zone = el('div', {
    class: 'drop', role: 'group', 'aria-describedby': c.described, ondragover: (e) => { e.preventDefault(); zone.classList.add('over') }, ondragleave: () => zone.classList.remove('over'),
    ondrop: (e) => { e.preventDefault(); zone.classList.remove('over'); take(e.dataTransfer.files[0]) },
  }, el('button', { type: 'button', class: 'button', id: c.id, onclick: () => picker.click() }, icon('clip'), say('addPicture')), el('span', { class: 'quiet' }, say('dropPicture')), picker, shown, wrong)
  const draw = () => shown.replaceChildren(...c.u.files.flatMap((p) => [
    drawAttached(p, () => { c.u.files = []; draw(); zone.querySelector('button').focus() }),
    !c.form.fields.some((other) => other.name === 'alt') && el('label', { class: 'alt' }, say('altLabel'), el('input', { type: 'text', dir: 'auto', value: p.alt, oninput: (e) => { p.alt = e.target.value } })),
  ].filter(Boolean)))
  draw()
  setTimeout(() => zone.closest('dialog')?.addEventListener('paste', (e) => { const file = [...(e.clipboardData?.files || [])][0]; if (file) { e.preventDefault(); take(file) } }))
  return zone
}
