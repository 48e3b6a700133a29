import { hash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { storeFile } from '../store-file.ts'

const bytes = randomBytes(1_000)
const STORED = '2026-03-04T05:06:07.890Z'

const larder = await startLarder()
const ada = await larder.person('ada')
const id = await storeFile(larder, { account_id: ada.accountId, bytes, created_at: STORED })

const tag = `"${hash('sha256', bytes)}"`
const date = 'Wed, 04 Mar 2026 05:06:07 GMT'
const [before, after] = ['Wed, 04 Mar 2026 05:06:06 GMT', 'Wed, 04 Mar 2026 05:06:08 GMT']
const other = `"${hash('sha256', 'other bytes')}"`

function ask(headers: Record<string, string>, method = 'GET'): Promise<Response> {
  const authorization = `Bearer ${ada.session}`
  return fetch(`${larder.url}/files/${id}`, { method, headers: { authorization, ...headers } })
}

type Case = [headers: Record<string, string>, status: number]

const whatever: Case[] = [
  [{}, 200],
  [{ 'if-none-match': tag }, 304],
  [{ 'if-none-match': `W/${tag}` }, 304],
  [{ 'if-none-match': `${other}, W/${tag} ,"x"` }, 304],
  [{ 'if-none-match': '*' }, 304],
  [{ 'if-none-match': other }, 200],
  [{ 'if-none-match': tag.slice(1, -1) }, 200],
  [{ 'if-none-match': '' }, 200],
  [{ 'if-modified-since': date }, 304],
  [{ 'if-modified-since': after }, 304],
  [{ 'if-modified-since': before }, 200],
  [{ 'if-modified-since': 'Wednesday, 04-Mar-26 05:06:07 GMT' }, 304],
  [{ 'if-modified-since': 'Wed Mar  4 05:06:07 2026' }, 304],
  [{ 'if-modified-since': 'Wed Mar  4 05:06:06 2026' }, 200],
  [{ 'if-modified-since': 'yesterday' }, 200],
  [{ 'if-modified-since': '1' }, 200],
  // The tag is what counts, if there is one.
  [{ 'if-none-match': other, 'if-modified-since': after }, 200],
  [{ 'if-none-match': tag, 'if-modified-since': before }, 304],
  [{ 'if-match': tag }, 200],
  [{ 'if-match': `${other},${tag}` }, 200],
  [{ 'if-match': '*' }, 200],
  [{ 'if-match': other }, 412],
  [{ 'if-match': `W/${tag}` }, 412],
  [{ 'if-match': '' }, 412],
  [{ 'if-unmodified-since': date }, 200],
  [{ 'if-unmodified-since': after }, 200],
  [{ 'if-unmodified-since': before }, 412],
  [{ 'if-unmodified-since': 'never' }, 200],
  [{ 'if-match': tag, 'if-unmodified-since': before }, 200],
  [{ 'if-match': other, 'if-unmodified-since': after }, 412],
  // What must hold comes before what may be spared.
  [{ 'if-match': other, 'if-none-match': tag }, 412],
  [{ 'if-match': tag, 'if-none-match': tag }, 304],
]

const range = 'bytes=10-19'
const withRange: Case[] = [
  [{}, 206],
  [{ 'if-range': tag }, 206],
  [{ 'if-range': date }, 206],
  [{ 'if-range': other }, 200],
  [{ 'if-range': `W/${tag}` }, 200],
  [{ 'if-range': before }, 200],
  [{ 'if-range': after }, 200],
  [{ 'if-range': 'nonsense' }, 200],
  [{ 'if-none-match': tag }, 304],
  [{ 'if-none-match': other }, 206],
  [{ 'if-match': other }, 412],
  [{ 'if-match': tag, 'if-range': other }, 200],
]

describe('Given a file that was stored at a known time', () => {
  describe.each(['GET', 'HEAD'])('when it is asked for with %s', (method) => {
    test.each(whatever)('and %j, then the answer is %i', async (headers, status) => {
      const answer = await ask(headers, method)
      expect(answer.status).toBe(status)
      if (status !== 412) {
        expect([answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual([
          tag,
          'private, no-cache',
        ])
      } else {
        expect(answer.headers.get('cache-control')).toBe('no-store')
      }
      const body = Buffer.from(await answer.arrayBuffer())
      if (method === 'HEAD' || status === 304) expect(body).toHaveLength(0)
      else if (status === 200) expect(body.equals(bytes)).toBe(true)
      else expect(JSON.parse(body.toString()).error.data.reason).toBe('PRECONDITION_FAILED')
    })
  })

  test.each(withRange)(
    'when a range is asked for with %j, then the answer is %i',
    async (headers, status) => {
      const answer = await ask({ range, ...headers })
      expect(answer.status).toBe(status)
      const body = Buffer.from(await answer.arrayBuffer())
      const told = answer.headers.get('content-range')
      if (status === 206) {
        expect([told, body.equals(bytes.subarray(10, 20))]).toEqual(['bytes 10-19/1000', true])
      } else {
        expect(told).toBeNull()
        if (status === 200) expect(body.equals(bytes)).toBe(true)
      }
    },
  )

  test('when HEAD asks for a range, then it says what GET says without one', async () => {
    const [whole, head, ranged] = [
      await ask({}),
      await ask({}, 'HEAD'),
      await ask({ range }, 'HEAD'),
    ]
    expect([head.status, ranged.status]).toEqual([200, 200])
    expect(steady(head)).toEqual(steady(whole))
    expect(steady(ranged)).toEqual(steady(whole))
    expect(whole.headers.get('content-length')).toBe('1000')
    expect(whole.headers.get('last-modified')).toBe(date)
    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    await whole.arrayBuffer()
  })
})

/** The headers that do not differ from answer to answer anyway. */
function steady({ headers }: Response): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(
      ([name]) => !['date', 'x-request-id', 'connection', 'keep-alive'].includes(name),
    ),
  )
}
