import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterwards } from '#harness'

export interface Canned {
  status?: number
  headers?: Record<string, string>
  body?: string
}

/**
 * Something that listens where a Larder server is expected. Answers what it was given, one after the
 * other, the last one for ever.
 */
export async function cannedServer(
  ...answers: Canned[]
): Promise<{ url: string; calls: string[] }> {
  const calls: string[] = []
  const server = createServer((request, response) => {
    const { status = 200, headers = {}, body = '' } = answers[calls.length] ?? answers.at(-1) ?? {}
    calls.push(`${request.method} ${request.url}`)
    response.writeHead(status, headers).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}
