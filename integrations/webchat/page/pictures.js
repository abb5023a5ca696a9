// Pictures that go to the bot: JPEG or PNG, ten megabytes at most, read here and never kept by the browser.

import { el, icon, own } from './dom.js'
import { say } from './state.js'

const most = 10 * 1024 * 1024

// readPicture reads a file: { name, type, data (base64), url } or { wrong } in words.
export async function readPicture(file) {
  if (file.type !== 'image/png' && file.type !== 'image/jpeg') return { wrong: say('wrongKind') }
  if (file.size > most) return { wrong: say('tooBig') }
  const url = await new Promise((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result)
    reader.onerror = failed
    reader.readAsDataURL(file)
  })
  return { name: file.name, alt: '', url, data: url.slice(url.indexOf(',') + 1) }
}

// drawAttached shows a picture that is about to be sent.
export const drawAttached = (picture, remove) => el('div', { class: 'thumb' }, el('img', { src: picture.url, alt: '' }), own(picture.name),
  el('button', { type: 'button', class: 'plain small', 'aria-label': say('removeThis', picture.name), onclick: remove }, icon('close')))
