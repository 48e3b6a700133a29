import { bodyOf } from './feed-so-far.ts'

export interface CallOptions {
  /** A session or an access token. */
  secret?: string
  idempotencyKey?: string
  headers?: Record<string, string>
}

/** An answer as it came over the wire. */
export interface Answer {
  status: number
  headers: Headers
  body: string
  /** What a successful answer holds; fails the test when it is an error. */
  data(): unknown
  /** What an error answer holds; undefined when it succeeded. */
  error(): { message: string; data: { reason: string; details: unknown } } | undefined
}

/**
 * Calls a procedure with plain HTTP: for what the SDK does by itself or hides. A feed answers what it
 * has so far.
 */
export async function rawCall(
  url: string,
  path: string,
  input: unknown,
  options: CallOptions = {},
): Promise<Answer> {
  const { secret, idempotencyKey } = options
  const response = await fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...options.headers,
    },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  })
  return answerFrom(response.status, response.headers, await bodyOf(response))
}

function answerFrom(status: number, headers: Headers, body: string): Answer {
  return {
    status,
    headers,
    body,
    data() {
      const parsed = JSON.parse(body) as { result?: { data: unknown } }
      if (!parsed.result) throw new Error(`Answered ${status} instead of a result: ${body}`)
      return parsed.result.data
    },
    error: () => (JSON.parse(body) as { error?: ReturnType<Answer['error']> }).error,
  }
}
