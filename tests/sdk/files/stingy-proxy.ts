import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterwards } from '#harness'

/** A proxy in front of the server that answers larger requests itself, as proxies do by default. */
export async function stingyProxy(
  url: string,
  mostBytes: number,
): Promise<{ url: string; refused: number }> {
  const proxy = { url: '', refused: 0 }
  const server = createServer((asked, answer) => {
    if (Number(asked.headers['content-length'] ?? 0) > mostBytes) {
      proxy.refused++
      answer.writeHead(413, { 'content-type': 'text/html', connection: 'close' })
      answer.end('<html>413 Request Entity Too Large</html>')
      return
    }
    const { method = 'GET', headers } = asked
    const passedOn = request(new URL(asked.url ?? '/', url), { method, headers })
    passedOn.on('response', (response: IncomingMessage) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    asked.pipe(passedOn)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards(() => {
    server.closeAllConnections()
    server.close()
  })
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return proxy
}
