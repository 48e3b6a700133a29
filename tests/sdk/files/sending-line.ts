import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterwards } from '#harness'

export interface LineOptions {
  /** A connection breaks after the client has sent so many bytes over it. */
  cutAfter?: () => number
  /** So much of it gets through in a second. */
  bytesPerSecond?: number
}

/** A connection to a server that is slow, or breaks in the middle of what is sent. */
export interface SendingLine {
  url: string
  /** Bytes that clients sent and the server got, headers and all. */
  passed: number
  cuts: number
  /** Lets everything through from now on, as fast as it can. */
  heal(): void
}

const STEP_MS = 20

/** Puts such a line in front of the server at `url`, for as long as the test or the file runs. */
export async function sendingLine(
  url: string,
  { cutAfter, bytesPerSecond }: LineOptions,
): Promise<SendingLine> {
  const { hostname, port } = new URL(url)
  let isWhole = false
  const heal = () => {
    isWhole = true
  }
  const line: SendingLine = { url: '', passed: 0, cuts: 0, heal }
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    server.pipe(client)
    endTogether(client, server)
    const left = cutAfter?.() ?? Number.POSITIVE_INFINITY
    void forward(client, server, left).catch(() => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  afterwards(() => proxy.close())
  line.url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return line

  async function forward(client: Socket, server: Socket, limit: number): Promise<void> {
    let left = limit
    for await (const bytes of client as AsyncIterable<Buffer>) {
      const step = bytesPerSecond && !isWhole ? (bytesPerSecond * STEP_MS) / 1_000 : bytes.length
      for (let at = 0; at < bytes.length; at += step) {
        const piece = bytes.subarray(at, at + step).subarray(0, isWhole ? undefined : left)
        if (!server.write(piece)) await once(server, 'drain')
        line.passed += piece.length
        left -= piece.length
        if (left <= 0 && !isWhole) {
          line.cuts++
          // So that what was written gets there: the break is to be in the middle of it.
          server.end(() => server.destroy())
          client.destroy()
          return
        }
        if (bytesPerSecond && !isWhole) await sleep(STEP_MS)
      }
    }
  }
}

function endTogether(client: Socket, server: Socket): void {
  client.on('error', () => {}).on('close', () => server.end())
  server.on('error', () => {}).on('close', () => client.destroy())
}
