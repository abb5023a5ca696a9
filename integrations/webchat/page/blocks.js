// Drawing the blocks of a message. Each kind of block has one function; every word goes in as text.

import { announce, el, icon, own, unseen } from './dom.js'
import { directionOf, lengthOf, number, say } from './state.js'

const draw = {
  heading: (b) => el('h3', { dir: 'auto' }, b.text),
  paragraph: (b) => el('p', { class: 'words', dir: 'auto' }, b.text),
  note: (b) => el('p', { class: 'note', dir: 'auto' }, b.text),
  list: (b) => el('ul', { class: 'lines' }, (b.items || []).map((item) => el('li', { dir: 'auto' }, item))),
  facts: (b) => el('dl', { class: 'facts' }, (b.facts || []).map((f) => el('div', {}, el('dt', {}, own(f.label)), el('dd', { dir: 'auto' }, f.value)))),
  quote: (b) => el('blockquote', { lang: b.lang, dir: directionOf(b.lang) }, b.text),
  divider: () => el('hr'),
  ready: drawReady,
  picture: drawPicture,
  links: (b) => el('ul', { class: 'links' }, (b.links || []).map(drawLink)),
  buttons: (b, m, on) => el('div', { class: 'row buttons' }, (b.buttons || []).map((button) => drawButton(button, m, on))),
}

// drawBlocks draws a message's blocks in order.
export const drawBlocks = (m, on) => (m.blocks || []).map((b) => draw[b.kind]?.(b, m, on)).filter(Boolean)

// drawReady shows a text that is to be copied word for word.
function drawReady(b) {
  const text = el('div', { class: 'ready-text', lang: b.lang, dir: directionOf(b.lang), tabindex: '-1' }, b.text)
  const label = el('span', { class: 'ready-label' }, parts(b.label || say('characters', number(lengthOf(b.text || '')))))
  const copy = el('button', { type: 'button', class: 'button small', 'aria-label': say('copyThis', b.label || ''), onclick: () => copyText(b.text, text, copy) }, icon('copy'), el('span', {}, say('copy')))
  return el('figure', { class: 'ready' }, el('figcaption', {}, label, copy), text)
}

// parts keeps each part of a label such as "Bluesky · العربية · 41 / 300" in its own direction.
const parts = (label) => label.split(' · ').flatMap((part, i) => [i > 0 && ' · ', own(part)]).filter(Boolean)

// copyText copies, and says so where the eye is. Without a clipboard the text is selected for the keyboard.
export async function copyText(words, shown, button) {
  try {
    await navigator.clipboard.writeText(words)
    announce(say('copied'))
    if (!button) return
    button.classList.add('done')
    button.replaceChildren(icon('check'), el('span', {}, say('copied')))
    setTimeout(() => {
      button.classList.remove('done')
      button.replaceChildren(icon('copy'), el('span', {}, say('copy')))
    }, 2500)
  } catch {
    if (shown) {
      const range = document.createRange()
      range.selectNodeContents(shown)
      getSelection().removeAllRanges()
      getSelection().addRange(range)
    }
    announce(say('copyFailed'))
  }
}

function drawPicture(b) {
  if (!b.picture) return el('p', { class: 'note' }, say('noPicture'), ' ', own(b.alt || ''))
  return el('figure', { class: 'picture' }, el('img', { src: '/api/picture/' + encodeURIComponent(b.picture), alt: b.alt || say('picture'), loading: 'lazy' }), b.alt && el('figcaption', { class: 'note', dir: 'auto', 'aria-hidden': 'true' }, b.alt))
}

// drawLink opens elsewhere and tells that place nothing about where it came from. The server lets only http and https through.
function drawLink(l) {
  if (!/^https?:\/\//.test(l.url)) return el('li', {}, own(l.label))
  return el('li', {}, el('a', { href: l.url, target: '_blank', rel: 'noopener noreferrer' }, own(l.label || l.url), ' ', icon('link', true), unseen(' (' + say('newTab') + ')')))
}

function drawButton(b, m, on) {
  const button = el('button', {
    type: 'button', class: 'button ' + (b.look || ''), onclick: async () => {
      if (button.getAttribute('aria-disabled') === 'true') return // a double click is one press
      button.setAttribute('aria-disabled', 'true')
      let sent = true
      try { sent = await on.press(m, b) } finally { setTimeout(() => button.removeAttribute('aria-disabled'), sent ? 400 : 0) }
    },
  }, own(b.label))
  return button
}

// wordsOf is what a message says, for the clipboard and for screen readers.
export function wordsOf(m) {
  return (m.blocks || []).flatMap((b) => [b.text, ...(b.items || []), ...(b.facts || []).map((f) => f.label + ': ' + f.value), b.kind === 'picture' ? b.alt : '']).filter(Boolean).join('\n')
}
