// A server that sends what there is whether it is taken or not, for the control of slow-reader.test.ts.
import { createServer } from 'node:http'

const [count, bytes] = process.argv.slice(2).map(Number)

const server = createServer((_request, response) => {
  for (let sent = 0; sent < count; sent++) response.write('x'.repeat(bytes))
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
