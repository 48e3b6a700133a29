import { openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { afterwards, figure, runScript, startLarder } from '#harness'
import { someBytes } from './bytes.ts'

const MB = Number(process.env['TRANSFERRED_MB'] ?? 300)
const MOST_MB = 150

const larder = await startLarder()
const ada = await larder.person('ada')

interface Said {
  grownMb: number
  isWhole: boolean
  upMbPerSecond: number
  downMbPerSecond: number
}

/** A file of so many megabytes. */
function fileOf(megabytes: number): string {
  const path = join(inject('temporaryDirectory'), `${megabytes}-${Math.random()}.bin`)
  writeFileSync(path, '')
  const file = openSync(path, 'a')
  for (let written = 0; written < megabytes; written++) writeSync(file, someBytes(1_000_000))
  afterwards(() => rmSync(path, { force: true }))
  return path
}

async function transfer(path: string, way: string): Promise<Said> {
  const script = join(import.meta.dirname, 'transfer.ts')
  const running = runScript(script, larder.url, ada.session, path, fileOf(1), way)
  return (await running.says()) as Said
}

test(`Given a file of ${MB} MB, when it is uploaded and downloaded, then the program hardly grows`, {
  timeout: 300_000,
}, async () => {
  const path = fileOf(MB)
  const { grownMb, isWhole, upMbPerSecond, downMbPerSecond } = await transfer(path, '')
  figure(
    19,
    `${MB} MB up at ${upMbPerSecond.toFixed(0)} MB/s and down at ${downMbPerSecond.toFixed(0)} MB/s by the SDK: hash-equal, the program grew by ${grownMb.toFixed(0)} MB`,
  )
  expect(isWhole).toBe(true)
  expect(grownMb).toBeLessThan(MOST_MB)
  // The control holds all of it, as programs do that read a file first.
  expect((await transfer(path, 'control')).grownMb).toBeGreaterThan(MOST_MB)
})
