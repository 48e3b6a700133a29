import type { AppRouter } from '@larder/api/public'
import { httpBatchLink } from '@trpc/client/links/httpBatchLink'
import { httpLink } from '@trpc/client/links/httpLink'
import { companionCounter } from './companions.ts'
import type { Fetch } from './exchange.ts'
import { exchangeWith } from './exchange.ts'
import { operate } from './operate.ts'

/** Servers refuse longer batches. */
const LARGEST_BATCH = 20

export interface Call {
  isQuery: boolean
  path: string
  input: unknown
  idempotencyKey: string | undefined
  signal: AbortSignal | undefined
}

/** How to reach a server, and as whom. */
export interface Line {
  server: string
  fetch: Fetch
  /** Asked at every request: who is calling may change in between. Throws what the session store throws. */
  headers: (signal?: AbortSignal) => Promise<Record<string, string>>
}

/**
 * Sends calls to a server, all of them as POST, so that nothing a person typed stands in a URL.
 * Queries that start together travel in one request. Throws our errors and those of aborting.
 */
export function senderTo({ server, fetch, headers }: Line): (call: Call) => Promise<unknown> {
  const line = {
    url: `${server}/trpc`,
    methodOverride: 'POST' as const,
    fetch: exchangeWith(fetch),
  }
  const batched = httpBatchLink<AppRouter>({
    ...line,
    maxItems: LARGEST_BATCH,
    headers: () => headers(),
  })({})
  // A batch of one would pass by the fast path that servers have for plain calls.
  const plain = httpLink<AppRouter>({
    ...line,
    headers: async ({ op }) => ({ ...(await headers()), ...keyHeader(op.context) }),
  })({})
  const companions = companionCounter()

  return async ({ isQuery, path, input, idempotencyKey, signal }) => {
    const together = isQuery && (await companions()) > 1
    // What is no JSON fails alone, and not with all that travel beside it.
    if (together) JSON.stringify(input)
    return operate(together ? batched : plain, {
      id: 0,
      type: isQuery ? 'query' : 'mutation',
      path,
      input,
      context: { idempotencyKey },
      signal,
    })
  }
}

function keyHeader({ idempotencyKey }: Record<string, unknown>): Record<string, string> {
  return typeof idempotencyKey === 'string' ? { 'idempotency-key': idempotencyKey } : {}
}
