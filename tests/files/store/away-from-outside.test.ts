import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { figure, freshDatabase, startLarder } from '#harness'
import { canStartS3, startOwnS3 } from '../../harness/s3/own-server.ts'
import { putFile } from '../uploads/put-file.ts'

const server = canStartS3 ? await startOwnS3() : undefined

describe.runIf(server)('Given a server whose store of files hangs', async () => {
  if (!server) return
  const place = { ...(await freshDatabase()), storageUrl: server.url }
  const larder = await startLarder({ on: place, settings: { LARDER_LOG_LEVEL: 'trace' } })
  const ada = await larder.person('ada')
  const bytes = randomBytes(100_000)
  const there = await putFile(larder, bytes, { secret: ada.session }).then((answer) =>
    answer.file(),
  )

  afterEach(async () => {
    server.signal('SIGCONT')
    await server.answers()
  })

  test('when files are sent and fetched, then that is refused within 5 s, and nothing is half done', async () => {
    server.signal('SIGSTOP')
    const since = performance.now()
    const [refused, fetched] = await Promise.all([
      putFile(larder, randomBytes(100_000), { secret: ada.session }),
      get(there.id),
      // What is no file goes on.
      ada.freezer(),
    ])
    const seconds = (performance.now() - since) / 1_000
    figure(19, `a server whose store of files hangs: 503 after ${seconds.toFixed(1)} s`)
    expect(seconds).toBeLessThan(5)
    expect([refused.status, refused.reason()]).toEqual([503, 'STORAGE_UNAVAILABLE'])
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(fetched.status).toBe(503)
    const { items } = await ada.larder.files.list({})
    expect(items.map(({ id }) => id)).toEqual([there.id])

    server.signal('SIGCONT')
    await server.answers()
    const answer = await putFile(larder, bytes, { secret: ada.session })
    expect(answer.status).toBe(201)
    const again = await get(there.id)
    expect(bytes.equals(Buffer.from(await again.arrayBuffer()))).toBe(true)
  })

  test('then its log says why, and never the secret of the store', async () => {
    const { password } = new URL(server.url)
    const logs = larder.logs() + larder.output()
    expect(logs).toContain('"msg":"the store of files is unavailable"')
    expect(logs).toMatch(/"err":\{"type":"(AbortError|TimeoutError)"/)
    for (const secret of [password, decodeURIComponent(password)]) {
      // Control: it would be found.
      expect(`${logs}${secret}`).toContain(secret)
      expect(logs).not.toContain(secret)
    }
  })

  function get(id: number): Promise<Response> {
    return fetch(`${larder.url}/files/${id}`, {
      headers: { authorization: `Bearer ${ada.session}` },
    })
  }
})
