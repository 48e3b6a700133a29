import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createLarder } from '@larder/sdk'
import { harmlessName, saveFile } from '@larder/sdk/node'
import { describe, expect, inject, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { storeFile } from '../../files/store-file.ts'
import { cuttingLine } from '../../live/cutting-line.ts'
import { cannedServer } from '../canned-server.ts'
import { sha256, someBytes } from './bytes.ts'

const CUTS = Number(process.env['DOWNLOAD_CUTS'] ?? 20)
const long = { timeout: 180_000 }

const larder = await startLarder()
const ada = await larder.person('ada')
const token = ada.session
const bytes = someBytes(300_000)
const id = await storeFile(larder, {
  account_id: ada.accountId,
  bytes,
  name: 'Été "à la mer".bin',
  renditions: { thumbnail: bytes.subarray(0, 1_000) },
})

/** A path in a folder of its own. */
async function newPath(): Promise<string> {
  return join(await mkdtemp(join(inject('temporaryDirectory'), 'saved-')), 'saved.bin')
}

async function bytesOf(blob: Promise<Blob>): Promise<Uint8Array> {
  return new Uint8Array(await (await blob).arrayBuffer())
}

describe('Given a file', () => {
  test('when it is downloaded, then it comes with its name, type and size', async () => {
    const download = await ada.larder.files.download(id)
    expect(download).toMatchObject({ size: bytes.length, range: null, etag: `"${sha256(bytes)}"` })
    expect(download.fileName).toContain('Été')
    expect(download.mediaType).toMatch(/^application\//)
    expect(await bytesOf(download.blob())).toEqual(bytes)
  })

  test('when a part of it is, then that part comes', async () => {
    const range = { start: 1_000, end: 1_999 }
    const download = await ada.larder.files.download(id, { range })
    expect(download).toMatchObject({ size: bytes.length, range })
    expect(await bytesOf(download.blob())).toEqual(bytes.subarray(1_000, 2_000))
    const rest = await ada.larder.files.download(id, { range: { start: bytes.length - 5 } })
    expect(await bytesOf(rest.blob())).toEqual(bytes.subarray(-5))
  })

  test('when a part is asked for of what it was before, then all that it is now comes', async () => {
    const range = { start: 1_000 }
    const download = await ada.larder.files.download(id, { range, ifRange: '"another"' })
    expect(download.range).toBeNull()
    expect(await bytesOf(download.blob())).toEqual(bytes)
  })

  test('when it is asked for in another size, then that comes', async () => {
    const download = await ada.larder.files.download(id, { rendition: 'thumbnail' })
    expect(await bytesOf(download.blob())).toEqual(bytes.subarray(0, 1_000))
  })

  test('when it cannot be had, then the reason says why', async () => {
    const { files } = ada.larder
    await expect(files.download(999_999)).rejects.toMatchObject({
      name: 'LarderError',
      reason: 'NOT_FOUND',
    })
    await expect(files.download(id, { rendition: 'poster' })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    })
    const range = { start: bytes.length }
    await expect(files.download(id, { range })).rejects.toMatchObject({
      reason: 'RANGE_NOT_SATISFIABLE',
    })
    const eve = await larder.person('eve')
    await expect(eve.larder.files.download(id)).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when somebody else answers, then the reason says so', async () => {
    const { url } = await cannedServer({ status: 502, body: '<html>' })
    const download = createLarder({ url, retries: 0 }).files.download(id)
    await expect(download).rejects.toMatchObject({ reason: 'NOT_LARDER' })
  })

  test('when it is aborted, then it throws the reason it was given', async () => {
    const controller = new AbortController()
    const { stream } = await ada.larder.files.download(id, { signal: controller.signal })
    const why = new Error('the page was left')
    controller.abort(why)
    const reader = stream.getReader()
    const all = async () => {
      while (!(await reader.read()).done);
    }
    await expect(all()).rejects.toBe(why)
  })
})

describe(`Given a line that breaks ${CUTS} times while a file comes`, () => {
  const large = someBytes(CUTS * 400_000)
  const stored = storeFile(larder, { account_id: ada.accountId, bytes: large })

  async function breakingLine() {
    const line = await cuttingLine(larder.url, () => {
      if (line.cuts >= CUTS) line.heal()
      return Math.ceil(Math.random() * 700_000)
    })
    return line
  }

  test('when it is saved, then it is whole, and hardly anything came twice', long, async () => {
    const line = await breakingLine()
    const path = await newPath()
    const client = createLarder({ url: line.url, token })
    const steps: number[] = []
    const onProgress = ({ receivedBytes }: { receivedBytes: number }) => steps.push(receivedBytes)
    const saved = await saveFile(client, await stored, path, { onProgress })
    expect(saved).toMatchObject({ path, bytes: large.length })
    expect(line.cuts).toBe(CUTS)
    expect(sha256(readFileSync(path))).toBe(sha256(large))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readdirSync(dirname(path))).toEqual([basename(path)])
    expect(steps).toEqual([...steps].sort((one, other) => one - other))
    figure(
      19,
      `${line.cuts} cuts in a download of ${(large.length / 1e6).toFixed(0)} MB: hash-equal`,
    )
  })

  test('when it is streamed instead, then the break is told: the control', long, async () => {
    const line = await breakingLine()
    const { stream } = await createLarder({ url: line.url, token }).files.download(await stored)
    await expect(new Response(stream).arrayBuffer()).rejects.toMatchObject({
      reason: 'UNREACHABLE',
    })
  })
})

describe('Given a download that was broken off', () => {
  /** Begins it, and leaves it with a part of the bytes. */
  async function brokenOff(path: string): Promise<string> {
    const controller = new AbortController()
    const onProgress = ({ receivedBytes }: { receivedBytes: number }) =>
      receivedBytes > 0 && controller.abort()
    const saving = saveFile(ada.larder, id, path, { signal: controller.signal, onProgress })
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' })
    const [part = ''] = readdirSync(dirname(path))
    expect(part).toMatch(/^saved\.bin\.[0-9a-f]{12}\.part$/)
    return join(dirname(path), part)
  }

  test('when it is begun again, then it goes on with the rest', async () => {
    const path = await newPath()
    const part = await brokenOff(path)
    writeFileSync(part, bytes.subarray(0, 200_000))
    const steps: number[] = []
    await saveFile(ada.larder, id, path, {
      onProgress: ({ receivedBytes }) => steps.push(receivedBytes),
    })
    expect(steps[0]).toBe(200_000)
    expect(sha256(readFileSync(path))).toBe(sha256(bytes))
    expect(existsSync(part)).toBe(false)
  })

  test('when what is there was damaged meanwhile, then it is not taken for whole', async () => {
    const path = await newPath()
    const part = await brokenOff(path)
    writeFileSync(part, someBytes(200_000))
    await expect(saveFile(ada.larder, id, path)).rejects.toMatchObject({ reason: 'HASH_MISMATCH' })
    expect(readdirSync(dirname(path))).toEqual([])
    await saveFile(ada.larder, id, path)
    expect(sha256(readFileSync(path))).toBe(sha256(bytes))
  })

  test('when another program goes on with it too, then what that wrote stays', async () => {
    const path = await newPath()
    const part = await brokenOff(path)
    writeFileSync(part, bytes.subarray(0, 100_000))
    const controller = new AbortController()
    const outrun: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (new Headers(init?.headers).has('range')) writeFileSync(part, bytes.subarray(0, 250_000))
      return answer
    }
    const slower = createLarder({ url: larder.url, token, fetch: outrun })
    const onProgress = () => controller.abort()
    const saving = saveFile(slower, id, path, { signal: controller.signal, onProgress })
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' })
    const left = readFileSync(part)
    expect(left.length).toBeGreaterThanOrEqual(250_000)
    expect(sha256(left)).toBe(sha256(bytes.subarray(0, left.length)))
  })

  test('when a file of that name is there, then it stays, unless by force', async () => {
    const path = await newPath()
    writeFileSync(path, 'precious')
    await expect(saveFile(ada.larder, id, path)).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(path, 'utf8')).toBe('precious')
    await saveFile(ada.larder, id, path, { force: true })
    expect(sha256(readFileSync(path))).toBe(sha256(bytes))
  })
})

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['/etc/passwd', '_etc_passwd'],
  ['..\\..\\autoexec.bat', '_.._autoexec.bat'],
  ['-rf', 'rf'],
  ['.bashrc', 'bashrc'],
  ['~/x', '_x'],
  ['a\nb\u001b[31m.txt', 'ab[31m.txt'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['CON.txt', '_CON.txt'],
  ['nul', '_nul'],
  ['x: y?.txt', 'x_ y_.txt'],
  ['trailing. . ', 'trailing'],
  ['....', 'file'],
  ['', 'file'],
  ['Été à la mer 🏖.jpg', 'Été à la mer 🏖.jpg'],
  [`${'é'.repeat(300)}.tar`, `${'é'.repeat(98)}.tar`],
  ['\ud800half', 'half'],
])('Given the name %j, when it is made harmless, then it is %j', (name, harmless) => {
  expect(harmlessName(name)).toBe(harmless)
})
