// Making elements. Text only ever goes in as text: nothing here, or anywhere on this page, parses HTML.

const svgSpace = 'http://www.w3.org/2000/svg'

// el makes an element: el('button', { class: 'button', onclick: f }, 'Send').
// Properties that begin with "on" are listeners; true and false set or leave out an attribute.
export function el(tag, props = {}, ...children) {
  const e = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) e.addEventListener(name.slice(2), value)
    else if (name === 'value') e.value = value
    else if (value === true) e.setAttribute(name, '')
    else e.setAttribute(name, value)
  }
  e.append(...children.flat().filter((c) => c !== undefined && c !== null && c !== false && c !== ''))
  return e
}

// own is somebody's text that keeps its own direction and moves nothing around it.
export const own = (text, tag = 'bdi') => el(tag, { dir: 'auto' }, text)

// command shows a command line: the command from left to right, what follows in its own direction.
export function command(line) {
  if (!/\p{Script=Arabic}/u.test(line)) return [el('bdi', { dir: 'ltr' }, line)]
  const [, word, rest] = /^(\S*)([^]*)$/.exec(line)
  return [el('bdi', { dir: 'ltr' }, word), rest && ' ', rest && own(rest.trim())].filter(Boolean)
}

// directionOfLine is the direction in which a line is written: that of the words after a command.
export function directionOfLine(line) {
  const words = line.replace(/^\s*\/\S*/, '').replace(/\S+:/g, '')
  const strong = /[\p{Script=Latin}\p{Script=Arabic}]/u.exec(words || '')
  if (!strong) return ''
  return /\p{Script=Arabic}/u.test(strong[0]) ? 'rtl' : 'ltr'
}

// unseen is said to screen readers only.
export const unseen = (text) => el('span', { class: 'unseen' }, text)

const shapes = {
  voice: 'M4 10v4a1 1 0 0 0 1 1h2l1 5h3l-1-5 9 4V5L10 9H5a1 1 0 0 0-1 1Zm17-1v6',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'm5 12 5 5L20 7',
  send: 'M4 12h14m-6-6 6 6-6 6',
  clip: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.700 4.700L9.200 17.200a1.700 1.700 0 0 1-2.400-2.400L14.500 7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  down: 'M12 5v14m-6-6 6 6 6-6',
  general: 'M5 5h14v11H11l-4 4v-4H5z',
  approvals: 'M12 3 5 6v6c0 4 3 7 7 9 4-2 7-5 7-9V6zm-3 9 2 2 4-4',
  urgent: 'M12 4 3 20h18zM12 10v4m0 3h.01',
  digest: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7 8a7 7 0 0 1 14 0',
  form: 'M6 3h9l4 4v14H6zM10 12h6M10 16h6',
  sparkle: 'M12 4v16M4 12h16',
  link: 'M14 5h5v5M19 5l-8 8M11 6H5v13h13v-6',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v6m0-9h.01',
}

// icon draws one of the shapes above; it says nothing to screen readers.
export function icon(name, turns = false) {
  const svg = document.createElementNS(svgSpace, 'svg')
  for (const [k, v] of Object.entries({ viewBox: '0 0 24 24', class: turns ? 'icon turns' : 'icon', 'aria-hidden': 'true', focusable: 'false' })) svg.setAttribute(k, v)
  const path = document.createElementNS(svgSpace, 'path')
  path.setAttribute('d', shapes[name] || shapes.general)
  svg.append(path)
  return svg
}

// announce says something to screen readers, without moving anything.
export function announce(text) {
  const region = document.getElementById('announce')
  region.textContent = ''
  setTimeout(() => { region.textContent = text }, 60)
}

// newID is a name that no other request has.
export const newID = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('')

export const byID = (id) => document.getElementById(id)
