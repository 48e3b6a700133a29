import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect } from 'node:net'

export interface Sent {
  path: string
  /** Bytes of the body; what they are does not matter. */
  size: number
  /** Fewer than the size: the rest is never sent. */
  sent?: number
  chunked?: boolean
  headers?: string[]
}

const PIECE = Buffer.alloc(65_536, 'a')

/**
 * A client that sends all of a request before it reads anything, as simple ones do. A client that
 * reads all the time can save an answer from a connection that is reset behind it.
 */
export class PatientClient {
  readonly #socket: Socket

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.#socket = connect(Number(port), hostname).on('error', () => {})
  }

  /** Resolves with the status of the answer; throws if it was cut off. */
  async ask(request: Sent): Promise<number> {
    await this.send(request)
    return this.read()
  }

  async send({ path, size, sent = size, chunked = false, headers = [] }: Sent): Promise<void> {
    const length = chunked ? 'transfer-encoding: chunked' : `content-length: ${size}`
    const head = [`POST ${path} HTTP/1.1`, 'host: localhost', length, ...headers]
    await this.#write(`${head.join('\r\n')}\r\n\r\n`)
    for (let left = sent; left > 0; left -= PIECE.length) {
      const piece = PIECE.subarray(0, left)
      if (chunked) await this.#write(`${piece.length.toString(16)}\r\n`)
      await this.#write(piece)
      if (chunked) await this.#write('\r\n')
    }
    if (chunked && sent === size) await this.#write('0\r\n\r\n')
  }

  async read(): Promise<number> {
    let text = ''
    while (!isWhole(text)) text += await this.#receive()
    return Number(text.split(' ')[1])
  }

  /** Resolves when the server has closed the connection, one way or another. */
  async closed(): Promise<void> {
    this.#socket.resume()
    if (!this.#socket.closed) await once(this.#socket, 'close').catch(() => {})
  }

  close(): void {
    this.#socket.destroy()
  }

  async #write(data: string | Buffer): Promise<void> {
    this.#check()
    if (!this.#socket.write(data)) await once(this.#socket, 'drain')
  }

  async #receive(): Promise<string> {
    this.#check()
    if (this.#socket.readableLength === 0) await once(this.#socket, 'readable')
    const chunk = this.#socket.read()
    if (chunk === null) throw new Error('The connection ended before the answer did.')
    return chunk.toString()
  }

  #check(): void {
    if (this.#socket.errored) throw this.#socket.errored
    if (this.#socket.destroyed) throw new Error('The connection is closed.')
  }
}

function isWhole(text: string): boolean {
  const [head = '', body] = text.split('\r\n\r\n')
  return body !== undefined && body.length >= Number(/^content-length: (\d+)/im.exec(head)?.[1])
}
