import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterwards } from '#harness'

export type Reply = readonly [status: number, body: string]

/** A server that answers as it is told, for seeing that bad answers are noticed. */
export async function serve(answer: (request: IncomingMessage) => Promise<Reply>): Promise<string> {
  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request)
    response.writeHead(status).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The body of a refusal for this reason. */
export function refusal(reason: string, message = ''): string {
  return JSON.stringify({ error: { message, data: { reason } } })
}
