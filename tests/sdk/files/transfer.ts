import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createLarder } from '@larder/sdk'
import { fileAt, saveFile } from '@larder/sdk/node'

// A program of its own that uploads a file and downloads it again, and says what it took. The control
// reads all of it into memory first.

const [url = '', token = '', path = '', small = '', way = ''] = process.argv.slice(2)
const larder = createLarder({ url, token })

// What is loaded once does not count.
const first = await larder.files.upload(await fileAt(small), { as: 'file' })
await saveFile(larder, first.id, `${small}.back`)
const before = process.resourceUsage().maxRSS

const file = await fileAt(path)
const content = way === 'control' ? await file.arrayBuffer() : file
const started = performance.now()
const { id, size, sha256 } = await larder.files.upload(content, { as: 'file' })
const uploaded = performance.now()
await saveFile(larder, id, `${path}.back`)
const ended = performance.now()
const hash = createHash('sha256')
const most = process.resourceUsage().maxRSS
await once(createReadStream(`${path}.back`).pipe(hash), 'finish')
process.send?.({
  grownMb: ((most - before) * 1_024) / 1e6,
  isWhole: hash.digest('hex') === sha256,
  upMbPerSecond: size / 1_000 / (uploaded - started),
  downMbPerSecond: size / 1_000 / (ended - uploaded),
})
await rm(`${path}.back`)
