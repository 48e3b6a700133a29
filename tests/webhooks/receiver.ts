import { once } from 'node:events'
import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, vi } from 'vitest'
import { afterwards } from '#harness'

/** A request as the receiver of a webhook got it. */
export interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
  /** In milliseconds of the process's own time. */
  at: number
}

export interface Message {
  type: string
  timestamp: string
  data: { id: number; position: number; type: string; payload: Record<string, unknown> }
}

type Answer = (response: ServerResponse, request: IncomingMessage) => unknown

/** A real server that webhooks are delivered to. By default it answers 204. */
export class Receiver {
  readonly received: Received[] = []
  /** What comes next is answered with these, one after the other; then with `answer`. */
  readonly script: Answer[] = []
  answer: Answer = (response) => response.writeHead(204).end()
  readonly #server: Server
  readonly #scheme: string

  private constructor(make: (listener: RequestListener) => Server, scheme: string) {
    this.#server = make((request, response) => void this.#receive(request, response))
    this.#scheme = scheme
  }

  /** Starts one on a free port of this machine; it is gone with the test or the file. */
  static async start(
    make: (listener: RequestListener) => Server = createServer,
    scheme = 'http',
  ): Promise<Receiver> {
    const receiver = new Receiver(make, scheme)
    receiver.#server.listen(0, '127.0.0.1')
    await once(receiver.#server, 'listening')
    afterwards(() => receiver.close())
    return receiver
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}/hook`
  }

  /** Begins to count connections, also those on which nothing is asked. */
  connections(): () => number {
    let count = 0
    this.#server.on('connection', () => count++)
    return () => count
  }

  /** What came, as it was meant. */
  get messages(): Message[] {
    return this.received.map(({ body }) => JSON.parse(body) as Message)
  }

  get types(): string[] {
    return this.messages.map(({ type }) => type)
  }

  /** Ends it, also what it still answers. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }

  /** Waits until so many requests have come. */
  async waitFor(count: number, timeout = 15_000): Promise<void> {
    const enough = () => expect(this.received.length).toBeGreaterThanOrEqual(count)
    await vi.waitFor(enough, { timeout })
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now()
    const body = await text(request)
    this.received.push({ path: request.url ?? '', headers: request.headers, body, at })
    const answer = this.script.shift() ?? this.answer
    answer(response, request)
  }
}

/** An answer with this status. */
export function status(code: number, body = ''): Answer {
  return (response) => response.writeHead(code).end(body)
}
