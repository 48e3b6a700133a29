import { createServices } from '@larder/api'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import { afterwards, freshDatabase, newKeys, serveHere } from '#harness'

/** Whom a request is from: a credential that was kept, or the header itself. */
export type Caller = string

export interface Request {
  path: string
  method?: string
  /** Sent as JSON; text is sent as it is. */
  body?: unknown
  as?: Caller
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  contentType: string | null
  headers: Record<string, string>
  body: string
}

/** A server in this process, on a clock that stands still. */
export class Twin {
  readonly database: Database
  readonly #url: string
  readonly #secrets = new Map<Caller, string>()

  private constructor(database: Database, url: string) {
    this.database = database
    this.#url = url
  }

  static async start(now: Date, directCalls: boolean, databaseUrl?: string): Promise<Twin> {
    const database = openDatabase({ url: databaseUrl ?? (await freshDatabase()).databaseUrl })
    afterwards(() => database.close())
    if (databaseUrl === undefined) await migrate(database)
    const services = createServices(database, { clock: { now: () => now }, keys: newKeys() })
    const url = await serveHere(services, { directCalls })
    return new Twin(database, url)
  }

  /** Keeps the secret of an answer, to call with it later. */
  async keep(caller: Caller, request: Request, field: 'session' | 'token'): Promise<void> {
    const { result } = (await (await this.#fetch(request)).json()) as { result: { data: object } }
    this.#secrets.set(caller, String(Reflect.get(result.data, field)))
  }

  /** Asks, and answers everything that both servers could have in common. */
  async ask(request: Request): Promise<Answer> {
    const response = await this.#fetch(request)
    const { status, headers } = response
    return {
      status,
      contentType: headers.get('content-type'),
      headers: Object.fromEntries([...headers].filter(([name]) => !circumstances.has(name))),
      body: withoutSecrets(await response.text()),
    }
  }

  #fetch({ path, method = 'POST', body, as, headers }: Request): Promise<Response> {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return fetch(`${this.#url}/trpc/${path}`, {
      method,
      headers: {
        'x-request-id': 'the-same-for-both',
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as === undefined ? {} : { authorization: `Bearer ${this.#secrets.get(as) ?? as}` }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    })
  }
}

// What says how an answer was carried, not what it is; and which caches may serve it to whom,
// which is none to nobody: `no-store`.
const circumstances = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'vary',
])

function withoutSecrets(body: string): string {
  return body
    .replaceAll(/larder_(ses|pat)_[\w-]+/g, 'larder_$1_...')
    .replaceAll(/"expiresAt":"[^"]+"/g, '"expiresAt":"..."')
}
