import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import { afterwards } from '#harness'

/** Opens a feed over plain HTTP and takes nothing of it but its first bytes. */
export async function slowReader(
  url: string,
  token: string,
  input: object,
): Promise<IncomingMessage> {
  const call = request(`${url}/trpc/events.follow`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    agent: false,
  })
  afterwards(() => call.destroy())
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    call.once('response', resolve).once('error', reject)
  })
  call.end(JSON.stringify(input))
  const response = await answered
  response.on('error', () => {})
  response.pause()
  return response
}
