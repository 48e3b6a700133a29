export interface Batch {
  path: string
  inputs: Record<string, unknown>
}

export interface BatchAnswer {
  status: number
  /** How many calls were answered, when the batch was not refused as a whole. */
  answered?: number
  /** Why it was refused as a whole, and after how many seconds to come back. */
  reason?: string
  retryAfter?: number
}

interface Shape {
  input?: (call: number) => unknown
  comma?: string
}

/** So many calls of one procedure in one request. */
export function calls(path: string, size: number, { input, comma = ',' }: Shape = {}): Batch {
  const numbers = Array.from({ length: size }, (_, n) => n)
  return {
    path: numbers.map(() => path).join(comma),
    inputs: input ? Object.fromEntries(numbers.map((n) => [n, input(n)])) : {},
  }
}

/** Sends a batch, as if from another address where the server believes that. */
export async function sendBatch(url: string, batch: Batch, from?: string): Promise<BatchAnswer> {
  const response = await fetch(`${url}/trpc/${batch.path}?batch=1`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(from === undefined ? {} : { 'x-forwarded-for': from }),
    },
    body: JSON.stringify(batch.inputs),
  })
  const body = (await response.json()) as unknown[] | { error: { data: { reason: string } } }
  const { status } = response
  if (Array.isArray(body)) return { status, answered: body.length }
  const retryAfter = Number(response.headers.get('retry-after'))
  return { status, reason: body.error.data.reason, retryAfter }
}
