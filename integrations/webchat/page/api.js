// Talking to the server: small JSON requests, and one stream of events.

import { page } from './state.js'

// A Trouble is why something did not reach the server: 'lost', 'locked', 'fast'.
export class Trouble extends Error {}

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

// post sends JSON. When the connection breaks it tries again with the same request id, so that nothing happens twice.
export async function post(path, body, options = {}) {
  const sent = JSON.stringify({ as: page.as, lang: page.lang, place: page.place, ...body })
  for (let attempt = 0; ; attempt++) {
    let response
    try {
      response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: sent, ...options })
    } catch (e) {
      if (e.name === 'AbortError') throw e
      if (attempt >= 2 || !body.id) throw new Trouble('lost')
      await pause(400 * (attempt + 1))
      continue
    }
    if (response.status === 401) throw new Trouble('locked')
    if (response.status === 429) throw new Trouble('fast')
    if (!response.ok) throw new Trouble('lost')
    return response.json()
  }
}

// readState reads everything that a page needs to draw itself.
export async function readState(as, lang) {
  const query = new URLSearchParams()
  if (as) query.set('as', as)
  if (lang) query.set('lang', lang)
  let response
  try {
    response = await fetch('/api/state?' + query)
  } catch {
    throw new Trouble('lost')
  }
  if (response.status === 401) throw new Trouble('locked')
  if (!response.ok) throw new Trouble('lost')
  return response.json()
}

// A Stream brings what happens. It continues after the last event it saw, so nothing is missed or doubled.
export class Stream {
  constructor(on) {
    this.on = on // { message, gone, done, reset, lost, back }
    this.source = null
    this.timer = 0
  }

  open() {
    this.close()
    const source = new EventSource('/api/events?' + new URLSearchParams({ as: page.as, after: page.cursor }))
    this.source = source
    source.addEventListener('hello', () => {
      clearTimeout(this.timer)
      this.on.back()
    })
    for (const name of ['message', 'gone', 'done']) {
      source.addEventListener(name, (e) => {
        if (e.lastEventId) page.cursor = e.lastEventId
        this.on[name](JSON.parse(e.data))
      })
    }
    source.addEventListener('reset', () => {
      this.close()
      this.on.reset()
    })
    source.onerror = () => {
      if (source !== this.source) return
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.on.lost(), 900)
      if (source.readyState === EventSource.CLOSED) {
        this.close()
        setTimeout(() => this.on.reset(), 1500)
      }
    }
  }

  close() {
    clearTimeout(this.timer)
    this.source?.close()
    this.source = null
  }
}
