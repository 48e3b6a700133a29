import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { putFile } from '../uploads/put-file.ts'
import { actives } from './actives.ts'
import { bombs } from './bombs.ts'
import type { HostileFile } from './hostile-file.ts'
import { complaintAbout, outcomeOf } from './hostile-file.ts'
import { complaintAboutAnswer } from './inert.ts'
import { oddPictures } from './odd-pictures.ts'
import { polyglots } from './polyglots.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const authorization = `Bearer ${ada.session}`

/** Whoever fetches what a file names is seen here. */
const fetched: string[] = []
const trap = createServer((request, response) => {
  fetched.push(request.url ?? '')
  response.end()
})
await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/trap`
afterAll(() => trap.close())

let files = 0
let slowestMs = 0
afterAll(() => expect(fetched).toEqual([]))

/** Uploads one and reads it back; answers what was wrong with it. */
async function complaints(hostile: HostileFile): Promise<string[]> {
  const begun = performance.now()
  const answer = await putFile(larder, hostile.bytes, {
    secret: ada.session,
    as: hostile.as ?? 'picture',
    name: hostile.name ?? 'me.jpg',
    ...(hostile.headers ? { headers: hostile.headers } : {}),
  })
  const ms = performance.now() - begun
  files += 1
  slowestMs = Math.max(slowestMs, ms)
  const { outcome, file } = outcomeOf(answer)
  const found = complaintAbout(hostile, { status: answer.status, outcome, ms })
  for (const label of file ? ['', ...file.renditions.map((each) => `/${each.label}`)] : []) {
    const url = `${larder.url}/files/${file?.id}${label}`
    const read = await fetch(url, { headers: { authorization } })
    found.push(...(await complaintAboutAnswer(hostile, file?.kind ?? 'file', read)))
  }
  return found
}

const sets: [string, HostileFile[]][] = [
  ['polyglots', await polyglots()],
  ['bombs', await bombs()],
  ['active files', actives(address)],
  ['odd pictures', await oddPictures()],
  [
    'nothing at all',
    [
      { what: 'no bytes', bytes: Buffer.alloc(0), comesTo: 'FILE_EMPTY' },
      { what: 'no bytes, as a file', bytes: Buffer.alloc(0), as: 'file', comesTo: 'FILE_EMPTY' },
      { what: 'zeros', bytes: Buffer.alloc(4_096), comesTo: 'not a picture' },
    ],
  ],
]

describe('Given files that mean no good', () => {
  test.each(sets.flatMap(([set, files]) => files.map((file) => ({ ...file, set }))))(
    'when somebody uploads $what, then it ends as it should and nothing of it is active',
    async (hostile) => expect(await complaints(hostile)).toEqual([]),
  )

  test('when all of them came, then none took 30 s, and nobody fetched what they name', () => {
    expect(fetched).toEqual([])
    figure(
      18,
      `${files} hostile files: each ready or refused within ${Math.ceil(slowestMs)} ms, no 5xx, nothing active served inline`,
    )
  })
})

describe('Given checks of hostile files', () => {
  const evil = { what: 'it', bytes: Buffer.from('<script>'), payload: '<script>' }

  test('control: a failure of the server, slowness and a wrong end are noticed', () => {
    const bad = complaintAbout(
      { ...evil, comesTo: 'damaged' },
      { status: 500, outcome: 'ready', ms: 30_001 },
    )
    expect(bad).toHaveLength(3)
  })

  test('control: bytes that are served as they came, inline, are noticed', async () => {
    const headers = { 'content-type': 'text/html', 'content-disposition': 'inline' }
    const served = new Response(evil.bytes, { headers })
    expect(await complaintAboutAnswer(evil, 'picture', served)).toEqual([
      'it may be sniffed',
      'it is in no sandbox',
      'it is served as text/html',
      'it is shown as text/html',
      'it is no WebP',
      'it kept its payload',
    ])
  })

  test('control: where loaders are not switched off, an SVG is a picture', async () => {
    const svg = actives(address).find(({ what }) => what === 'an SVG with a script')
    expect((await sharp(svg?.bytes).metadata()).format).toBe('svg')
  })

  test('control: somebody who fetches the address that the files name is seen', async () => {
    await fetch(address)
    expect(fetched.splice(0)).toEqual(['/trap'])
  })
})
