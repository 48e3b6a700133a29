import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const HEARTBEAT_MS = 15_000

const larder = await startLarder()
const ada = await larder.person('ada')
const authorization = `Bearer ${ada.session}`

/** What a feed has sent within so many milliseconds. */
async function sentWithin(ms: number, init: RequestInit & { search?: string } = {}) {
  const leaving = new AbortController()
  const response = await fetch(`${larder.url}/trpc/events.follow${init.search ?? ''}`, {
    ...init,
    headers: { authorization, ...init.headers },
    signal: leaving.signal,
  })
  let sent = ''
  const reading = (async () => {
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? [])
      sent += piece
  })()
  await sleep(ms)
  leaving.abort()
  await reading.catch(() => {})
  return { response, sent }
}

describe('Given a feed, as it goes over the line', () => {
  test('when it is opened, then it has the headers of every answer, and nothing keeps it', async () => {
    const { response } = await sentWithin(100)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-request-id': expect.any(String),
    })
    expect(response.headers.get('content-encoding')).toBeNull()
  })

  test('when nothing has been seen yet, then it begins with a bookmark', async () => {
    const { sent } = await sentWithin(200)
    const { position } = await ada.larder.events.list()
    expect(sent).toContain(`data: {"type":"Bookmark","position":${position}}\nid: ${position}\n\n`)
  })

  test('when it comes with the last id, as an EventSource sends it, then it goes on after that', async () => {
    const freezer = await ada.freezer()
    const { items, position } = await ada.larder.events.list({ stream: `freezer-${freezer.id}` })
    const last = String((items[0]?.position ?? 0) - 1)
    const search = `?input=${encodeURIComponent(JSON.stringify({ after: 0 }))}`
    const byHeader = await sentWithin(300, { search, headers: { 'last-event-id': last } })
    expect(byHeader.sent.match(/^id: \d+$/gm)).toEqual([`id: ${position}`, `id: ${position}`])
    expect(byHeader.sent).toContain('"type":"FreezerCreated"')
    const fromTheStart = await sentWithin(300, { search })
    expect(fromTheStart.sent).toContain('"type":"AccountRegistered"')
  })

  test('when nothing happens, then it sends a sign of life', { timeout: 30_000 }, async () => {
    const { sent } = await sentWithin(HEARTBEAT_MS + 1_500)
    expect(sent).toContain('event: ping\n')
  })

  test('when it is called in a batch, then it is refused', async () => {
    const url = `${larder.url}/trpc/events.follow,events.list?batch=1`
    const response = await fetch(url, { headers: { authorization } })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('INVALID_INPUT')
  })
})

describe('Given a feed that is refused', () => {
  test.each([
    ['without a credential', {}, 401, 'SIGN_IN_REQUIRED'],
    ['with a wrong one', { authorization: 'Bearer leeks' }, 401, 'CREDENTIAL_REFUSED'],
  ])(
    'when it is opened %s, then the answer is one like any other',
    async (_, headers, status, reason) => {
      const response = await fetch(`${larder.url}/trpc/events.follow`, { headers })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/json')
      expect(JSON.parse(await response.text()).error.data).toMatchObject({ reason })
    },
  )

  test('when an EventSource opens it, then it gets an event of that kind, and the end', async () => {
    const headers = { accept: 'text/event-stream' }
    const response = await fetch(`${larder.url}/trpc/events.follow`, { headers })
    const sent = await response.text()
    expect(sent).toMatch(/^event: serialized-error\ndata: .*"reason":"SIGN_IN_REQUIRED"/m)
    expect(sent).not.toContain('event: return')
  })
})
