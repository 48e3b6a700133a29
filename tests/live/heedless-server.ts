import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// A server that sends what there is whether it is taken or not: the control of slow-reader.test.ts.

const [count = 0, bytes = 0] = process.argv.slice(2).map(Number)

const server = createServer((_request, response) => {
  for (let sent = 0; sent < count; sent++) response.write('x'.repeat(bytes))
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
