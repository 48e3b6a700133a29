import type { AnswerFacts } from '../larder-error.ts'
import { unlessAborted } from '../transport/abort.ts'
import type { Answered } from '../transport/exchange.ts'
import { answerIn, factsOf, notLarder, reaching, responseOf } from '../transport/exchange.ts'
import type { WireFailure } from '../transport/operate.ts'
import { errorFrom } from '../transport/operate.ts'
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
        ...(await headers()),
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
      },
      body: JSON.stringify(input),
      signal: leaving.signal,
    }
    const response = await within(responseOf(fetch, url, request))
    const facts = factsOf(response)
    const isFeed = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!isFeed || !response.body) throw await within(refusalIn(url, response, facts))
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

async function refusalIn(url: string, response: Answered, facts: AnswerFacts): Promise<unknown> {
  const { error } = (await (await answerIn(url, response)).json()) as { error?: WireFailure }
  return error ? errorFrom(error, facts) : notLarder(url, response.headers, facts)
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
