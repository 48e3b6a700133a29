import { createLarder } from '@larder/sdk'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { lossyLine } from './lossy-line.ts'

const larder = await startLarder()
const ada = await larder.person('ada')

/** Whatever is asked, no answer ever comes. */
async function silence() {
  const sent: string[] = []
  const fetch = (url: string, { signal }: { signal?: AbortSignal }) => {
    sent.push(url)
    const { promise, reject } = Promise.withResolvers<never>()
    signal?.addEventListener('abort', () => reject(signal.reason))
    return promise
  }
  return { sent, client: createLarder({ url: larder.url, token: ada.session, fetch }) }
}

describe('Given a call with a signal', () => {
  test('when it was aborted before, then nothing is sent', async () => {
    const { sent, client } = await silence()
    const call = client.freezers.list({}, { signal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    expect(sent).toEqual([])
  })

  test('when it is aborted while waiting, then it throws the reason it was given', async () => {
    const { client } = await silence()
    const controller = new AbortController()
    const call = client.freezers.create({ name: 'cellar', boxes: 1 }, { signal: controller.signal })
    const why = new Error('the page was left')
    setTimeout(() => controller.abort(why), 50)
    await expect(call).rejects.toBe(why)
  })

  test('when its time is up, then it throws a TimeoutError', async () => {
    const { client } = await silence()
    const call = client.freezers.list({}, { signal: AbortSignal.timeout(50) })
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('when it is aborted between two attempts, then there is no other', async () => {
    const line = await lossyLine(larder.url)
    line.repliesToLose = Number.POSITIVE_INFINITY
    const client = createLarder({ url: line.url, token: ada.session, retries: 9 })
    const call = client.freezers.list({}, { signal: AbortSignal.timeout(600) })
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' })
    const { length } = line.requests
    expect(length).toBeGreaterThan(1)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(line.requests).toHaveLength(length)
  })

  test('when one of a batch is aborted, then the others are answered', async () => {
    const controller = new AbortController()
    const { freezers, accounts } = ada.larder
    const aborted = freezers.list({}, { signal: controller.signal })
    const others = [accounts.whoAmI(), freezers.types.list()]
    controller.abort()
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    expect(await Promise.all(others)).toHaveLength(2)
  })

  test('when it is aborted after the answer, then nothing happens', async () => {
    const controller = new AbortController()
    const page = await ada.larder.freezers.list({}, { signal: controller.signal })
    controller.abort()
    expect(page.items).toEqual([])
  })

  test('when pages are being walked, then the walk ends', async () => {
    const freezer = await ada.freezer()
    for (const name of ['peas', 'corn', 'leek']) await ada.product(freezer, { name })
    const controller = new AbortController()
    const walk = async () => {
      const { list } = ada.larder.freezers.products
      for await (const _ of list.all({ limit: 1 }, { signal: controller.signal }))
        controller.abort()
    }
    await expect(walk()).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('Given a source of bytes that falls silent', () => {
  const silent = {
    'a generator': () => oneByteAndThenSilence(),
    'a stream': () => new ReadableStream({ start: (out) => out.enqueue(new Uint8Array(1)) }),
  }

  test.each(Object.entries(silent))(
    'when it is %s, then aborting its upload ends it',
    async (_, bytes) => {
      const signal = AbortSignal.timeout(300)
      const upload = ada.larder.files.upload(bytes(), { signal })
      await expect(upload).rejects.toMatchObject({ name: 'TimeoutError' })
    },
  )
})

describe('Given a session store that never answers', () => {
  const client = createLarder({
    url: larder.url,
    session: { get: () => new Promise(() => {}), set: () => {}, delete: () => {} },
  })
  const ways: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
    'a call': (signal) => client.freezers.list({}, { signal }),
    'a download': (signal) => client.files.download(1, { signal }),
    'an upload': (signal) => client.files.upload(new Uint8Array(1), { signal }),
    'an export': (signal) => client.exportAccount({ signal }),
    'a feed': async (signal) => {
      for await (const _ of client.events.follow({}, { signal })) break
    },
  }

  test.each(Object.entries(ways))('when %s is aborted, then it ends', async (_, way) => {
    await expect(way(AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

async function* oneByteAndThenSilence(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1)
  await new Promise(() => {})
}
