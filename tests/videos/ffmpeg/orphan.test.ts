import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lookAt } from '@larder/api/src/videos/processing/started-process.ts'
import { expect, inject, test, vi } from 'vitest'

test('Given a process that has ffmpeg work, when it alone is killed, then ffmpeg ends too', async () => {
  const directory = await mkdtemp(join(inject('temporaryDirectory'), 'orphan-'))
  const beats = join(directory, 'beats')
  const parent = join(directory, 'parent')
  // It would go on for ten seconds, so that nothing is left of a test that fails.
  const beat = 'for i in 1 2 3 4 5 6 7 8 9 10; do for j in 1 2 3 4 5 6 7 8 9 10; do'
  const beating = `${beat} echo >> "${beats}"; sleep 0.1; done; done`
  const ffmpeg = join(directory, 'ffmpeg')
  await writeFile(ffmpeg, ['#!/bin/sh', `echo "$PPID" > "${parent}"`, beating, ''].join('\n'))
  await chmod(ffmpeg, 0o755)
  const path = join(directory, 'film')
  await writeFile(path, 'a film')
  const looked = lookAt(
    { path, demuxer: 'avi', to: join(directory, 'to'), ffmpeg, timeLimitMs: 60_000 },
    { timeLimitMs: 60_000, signal: new AbortController().signal },
  )
  const count = async () => (await readFile(beats, 'utf8')).length
  await vi.waitFor(async () => expect(await count()).toBeGreaterThan(1), 10_000)
  process.kill(Number(await readFile(parent, 'utf8')), 'SIGKILL')
  expect((await looked).end).toBe('killed')
  const then = await count()
  await sleep(1_000)
  expect(await count()).toBe(then)
})
