import { createReadStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { BlobBytes, createStorage, parseStorageUrl } from '@larder/api'

// A program: it puts a large file into a store and reads it again, and prints by how many bytes its
// memory grew meanwhile. Arguments: the file, a key for it and one for a small file.

const [path = '', key = '', other = '', small = ''] = process.argv.slice(2)
const url = process.env['STORAGE_URL']
const { blobs } = createStorage(
  process.env['LARDER_DATA'] ?? '',
  url ? parseStorageUrl(url) : undefined,
)

// What every program that keeps files has loaded.
await blobs.put(other, small)
for await (const _ of await blobs.open(other));

const before = process.memoryUsage.rss()
let most = before
const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
await blobs.put(key, path)
let size = 0
const bytes = await blobs.open(key)
for await (const piece of bytes) {
  size += (piece as Buffer).length
  // As the server does.
  if (bytes instanceof BlobBytes) bytes.giveBack(piece)
  // Slower than it comes.
  if (size % 50 === 0) await sleep(1)
}
clearInterval(timer)
let expected = 0
for await (const piece of createReadStream(path)) expected += (piece as Buffer).length
if (size !== expected) throw new Error(`${size} bytes came instead of ${expected}.`)
console.log(most - before)
