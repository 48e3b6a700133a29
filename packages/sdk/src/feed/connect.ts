import { unlessAborted } from '../transport/abort.ts'
import { factsOf, reaching, responseOf } from '../transport/exchange.ts'
import { errorFrom } from '../transport/operate.ts'
import { refusalIn } from '../transport/refusal.ts'
import type { Line } from '../transport/send.ts'
import { messagesIn } from './messages.ts'

/** Servers say at least that they are there, every 15 s. */
const LONGEST_SILENCE_MS = 40_000

export interface Item {
  id: string
  data: { type: string }
}

/**
 * What comes over one connection to a feed. Ends when the server ends it; throws UNREACHABLE when it
 * breaks, and what the server refuses with.
 */
export async function* itemsOver(
  { server, fetch, headers }: Line,
  path: string,
  input: object,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item> {
  const url = `${server}/trpc/${path}`
  const leaving = new AbortController()
  const within = <Result>(work: Promise<Result>) =>
    reaching(url, signal, () => unlessAborted(unlessSilent(work), signal))
  try {
    const request = {
      headers: {
        ...(await headers(signal)),
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
      },
      body: JSON.stringify(input),
      signal: leaving.signal,
    }
    const response = await within(responseOf(fetch, url, request))
    const facts = factsOf(response)
    const isFeed = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!isFeed || !response.body) throw await within(refusalIn(url, response, signal))
    const reader = response.body.getReader()
    for await (const { event, data, id } of messagesIn(() => within(reader.read()))) {
      signal?.throwIfAborted()
      if (event === 'serialized-error') throw errorFrom(JSON.parse(data), facts)
      if (event === '') yield { id, data: JSON.parse(data) }
    }
  } finally {
    // Closes the connection, whatever it is at.
    leaving.abort()
  }
}

async function unlessSilent<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    const message = `not a word for ${LONGEST_SILENCE_MS / 1_000} s`
    timer = setTimeout(() => reject(new Error(message)), LONGEST_SILENCE_MS)
  })
  try {
    return await Promise.race([work, silence])
  } finally {
    clearTimeout(timer)
  }
}
