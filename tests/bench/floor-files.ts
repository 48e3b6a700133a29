// The floor of downloads: node:http, a stream of the file in pieces of 1 MiB, and nothing else: nobody is
// asked who they are. Usage: node floor-files.ts <file>

import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'

const PIECE = 1_024 * 1_024
const [, , path = ''] = process.argv
const { size } = statSync(path)

const server = createServer((request, response) => {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  const [start, end] = first === undefined ? [0, size - 1] : [Number(first), Number(last)]
  response.writeHead(first === undefined ? 200 : 206, {
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
  })
  createReadStream(path, { start, end, highWaterMark: PIECE }).pipe(response)
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.({ port: address?.port })
})
