import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { afterwards } from '#harness'

/** A connection to a server that can be made to lose what comes back. */
export interface LossyLine {
  url: string
  /** The first lines of the requests that went through, oldest first. */
  requests: string[]
  /** How many of the next replies get lost: the server sent them, and nobody got them. */
  repliesToLose: number
}

/** Puts a lossy line in front of the server at `url`, for as long as the test or the file runs. */
export async function lossyLine(url: string): Promise<LossyLine> {
  const { hostname, port } = new URL(url)
  const line: LossyLine = { url: '', requests: [], repliesToLose: 0 }
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    client.on('data', (bytes: Buffer) => {
      line.requests.push(
        ...(bytes.toString('latin1').match(/^[A-Z]+ \S+(?= HTTP\/1\.1\r$)/gm) ?? []),
      )
      server.write(bytes)
    })
    server.on('data', (bytes: Buffer) => {
      if (line.repliesToLose === 0) return client.write(bytes)
      line.repliesToLose--
      client.destroy()
      return server.destroy()
    })
    endTogether(client, server)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  afterwards(() => proxy.close())
  line.url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  return line
}

function endTogether(...sockets: Socket[]): void {
  for (const socket of sockets) {
    socket.on('error', () => {})
    socket.on('close', () => {
      for (const other of sockets) other.destroy()
    })
  }
}
