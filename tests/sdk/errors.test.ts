import { createLarder, isLarderError } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { cannedServer } from './canned-server.ts'

const larder = await startLarder()
const { larder: ada } = await larder.person('ada')

async function caught(call: Promise<unknown>): Promise<unknown> {
  return call.then(() => 'nothing was thrown').catch((error: unknown) => error)
}

describe('Given a refusal', () => {
  test('when it is caught, then its reason tells which details there are', async () => {
    await ada.freezers.create({ name: 'cellar', boxes: 1 })
    const error = await caught(ada.freezers.create({ name: 'Cellar', boxes: 1 }))
    expect(error).toBeInstanceOf(Error)
    if (!isLarderError(error) || error.reason !== 'FREEZER_NAME_TAKEN') throw error
    const { name } = error.details
    expect(name).toBe('Cellar')
    expect(error.message).toBe('There is already a freezer named "Cellar". Choose another name.')
    expect(error).toMatchObject({
      status: 409,
      requestId: expect.stringMatching(/^[\w-]{36}$/),
      retryAfterSeconds: null,
    })
  })

  test('when its request id is looked up, then the server’s log knows it', async () => {
    const error = await caught(ada.freezers.get({ id: 2_000_000_000 }))
    if (!isLarderError(error)) throw error
    await expect.poll(() => larder.logs()).toContain(error.requestId)
  })

  test.each([new Error('other'), { name: 'LarderError', reason: 'NOT_FOUND' }, null, 'NOT_FOUND'])(
    'when something else is caught, then it is not taken for one: %s',
    (thrown) => expect(isLarderError(thrown)).toBe(false),
  )
})

describe('Given no Larder server at the address', () => {
  test.each([
    ['a page', { headers: { 'content-type': 'text/html' }, body: '<h1>It works!</h1>' }],
    [
      'a page that says 404',
      { status: 404, headers: { 'content-type': 'text/html' }, body: '<p>' },
    ],
    ['other JSON', { headers: { 'content-type': 'application/json' }, body: '{"ok":true}' }],
    ['other JSON of an error', { status: 401, body: '{"error":"who are you?"}' }],
    ['JSON that begins like ours', { body: '{"result":1}' }],
    ['JSON of an error that begins like ours', { body: '{"error":{"data":{"reason":"OTHER"}}}' }],
    ['null', { body: 'null' }],
    ['nothing', { body: '' }],
  ])('but %s, when it is asked, then the caller is told what answered', async (_, answer) => {
    const { url } = await cannedServer(answer)
    const error = await caught(createLarder({ url, retries: 0 }).freezers.list())
    if (!isLarderError(error) || error.reason !== 'NOT_LARDER') throw error
    const contentType = 'headers' in answer ? answer.headers['content-type'] : null
    expect(error.details).toMatchObject({ url: `${url}/trpc/freezers.list`, contentType })
    expect(error.status).toBe('status' in answer ? answer.status : 200)
    expect(error.message).toContain('not as a Larder server does')
  })

  test('but somebody who answers one of two, when both are asked, then the other is told', async () => {
    const { url } = await cannedServer({ body: '[{"result":{"data":1}}]' })
    const { freezers, accounts } = createLarder({ url, retries: 0 })
    const [, error] = await Promise.all([caught(freezers.list()), caught(accounts.whoAmI())])
    expect(error).toMatchObject({ reason: 'NOT_LARDER' })
  })

  test('but a redirect, when it is asked, then nothing is sent on, least of all a secret', async () => {
    const target = await cannedServer({ body: '{"result":{"data":1}}' })
    const headers = { location: `${target.url}/elsewhere` }
    const { url } = await cannedServer({ status: 307, headers })
    const error = await caught(createLarder({ url, token: 'larder_pat_x' }).accounts.whoAmI())
    expect(error).toMatchObject({ reason: 'NOT_LARDER', details: { location: headers.location } })
    expect(target.calls).toEqual([])
  })

  test('but nobody at all, when it is asked, then it says so', async () => {
    const url = 'http://127.0.0.1:1'
    const error = await caught(createLarder({ url, retries: 0 }).freezers.list())
    expect(error).toMatchObject({ reason: 'UNREACHABLE', status: null })
    expect((error as Error).message).toContain('Check the URL and that the server runs.')
  })

  test.each(['localhost:3000', 'ftp://example.org', '', 'larder'])(
    'but "%s", when a client is made, then that is refused at once',
    (url) => expect(() => createLarder({ url })).toThrow(TypeError),
  )
})

describe('Given a server beneath a path', () => {
  test.each(['/larder', '/larder/'])(
    'when the address ends in %s, then it is asked there',
    async (path) => {
      const { url, calls } = await cannedServer({ body: '{"result":{"data":{"items":[]}}}' })
      await createLarder({ url: url + path }).freezers.trends.general()
      expect(calls).toEqual(['POST /larder/trpc/freezers.trends.general'])
    },
  )
})
