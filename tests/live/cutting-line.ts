import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { afterwards } from '#harness'

/** A connection to a server that breaks in the middle of what comes back, again and again. */
export interface CuttingLine {
  url: string
  cuts: number
  /** Lets everything through from now on. */
  heal(): void
}

/** Puts such a line in front of the server at `url`: a connection lasts for `bytes`, more or less. */
export async function cuttingLine(url: string, bytes: () => number): Promise<CuttingLine> {
  const { hostname, port } = new URL(url)
  let isWhole = false
  const heal = () => {
    isWhole = true
  }
  const line: CuttingLine = { url: '', cuts: 0, heal }
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    let left = bytes()
    client.pipe(server)
    server.on('data', (piece: Buffer) => {
      client.write(isWhole ? piece : piece.subarray(0, left))
      left -= piece.length
      if (isWhole || left > 0) return
      line.cuts++
      // So that what was written gets there: the break is to be in the middle of it.
      client.end(() => client.destroy())
      server.destroy()
    })
    endTogether(client, server)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  afterwards(() => proxy.close())
  line.url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return line
}

function endTogether(client: Socket, server: Socket): void {
  client.on('error', () => {})
  server.on('error', () => {})
  client.on('close', () => server.destroy())
  server.on('close', () => client.destroySoon())
}
