// Small dialogs. The browser's own <dialog> keeps the focus inside, closes on Escape and gives the focus back.

import { el } from './dom.js'
import { say } from './state.js'

// confirmed asks before something that cannot be undone. The safe answer has the focus.
export function confirmed(button) {
  return new Promise((done) => {
    const cancel = el('button', { class: 'button', type: 'button', onclick: () => dialog.close('') }, say('cancel'))
    const go = el('button', { class: 'button ' + (button.look === 'danger' ? 'danger' : 'primary'), type: 'button', onclick: () => dialog.close('yes') }, button.label)
    const dialog = el('dialog', { class: 'ask', 'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-words', onclose: () => { dialog.remove(); done(dialog.returnValue === 'yes') } },
      el('h2', { id: 'ask-title' }, say('sure')), el('p', { id: 'ask-words', dir: 'auto' }, button.confirm), el('div', { class: 'row end' }, cancel, go))
    document.body.append(dialog)
    dialog.showModal()
    cancel.focus()
  })
}

// openMenu opens a menu under a button: arrows move, Enter picks, Escape and Tab leave.
export function openMenu(button, items) {
  const close = (back) => {
    menu.remove()
    button.setAttribute('aria-expanded', 'false')
    document.removeEventListener('pointerdown', outside, true)
    if (back) button.focus()
  }
  const outside = (e) => { if (!menu.contains(e.target) && e.target !== button) close(false) }
  const entries = items.map(([label, act]) => el('button', { type: 'button', role: 'menuitem', tabindex: '-1', onclick: () => { close(true); act() } }, label))
  const menu = el('div', { class: 'menu', role: 'menu', 'aria-label': button.getAttribute('aria-label') }, entries)
  menu.addEventListener('keydown', (e) => {
    const at = entries.indexOf(document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[e.key]
    if (to !== undefined) {
      e.preventDefault()
      entries[(to + entries.length) % entries.length].focus()
    } else if (e.key === 'Escape') {
      e.stopPropagation()
      close(true)
    } else if (e.key === 'Tab') close(true)
  })
  button.after(menu)
  button.setAttribute('aria-expanded', 'true')
  document.addEventListener('pointerdown', outside, true)
  entries[0]?.focus()
  menu.scrollIntoView({ block: 'nearest' })
}
