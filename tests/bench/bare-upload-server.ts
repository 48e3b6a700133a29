// The floor of uploads: a bare Node server that pipes a body into SHA-256 and a file, and nothing else.
// Usage: node bare-upload-server.ts <directory>. With "?sync" in the URL it flushes the file in the end.

import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

const [, , directory = ''] = process.argv

const server = createServer(async (request, response) => {
  const path = join(directory, 'bare')
  const hash = createHash('sha256')
  request.on('data', (piece: Buffer) => hash.update(piece))
  await pipeline(request, createWriteStream(path, { highWaterMark: 1_024 * 1_024 }))
  if (request.url?.endsWith('?sync')) {
    const file = await open(path, 'r+')
    await file.sync()
    await file.close()
  }
  await rm(path)
  response.end(hash.digest('hex'))
})
server.requestTimeout = 0
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.({ port: address?.port })
})
