import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServices } from '@larder/api'
import { AttemptFailed } from '@larder/api/src/event-log/tasks/define-task.ts'
import { processingTask } from '@larder/api/src/videos/processing/processing-task.ts'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { openStorage, startLarder } from '#harness'
import { makeClip } from '../clips/clip.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'

const directory = await mkdtemp(join(inject('temporaryDirectory'), 'started-'))
const node = process.execPath

/** Writes a program of the shell; answers its path. */
async function programOf(name: string, ...lines: string[]): Promise<string> {
  const path = join(directory, name)
  await writeFile(path, ['#!/bin/sh', ...lines, ''].join('\n'))
  await chmod(path, 0o755)
  return path
}

afterEach(() => {
  process.execPath = node
})

describe('Given a video that is to be looked at', async () => {
  const larder = await startLarder()
  const services = createServices(larder.database, { storage: openStorage(larder) })
  const ada = await larder.person('ada')
  const { id: channel_id } = await insertChannel(larder.database, { account_id: ada.accountId })

  /** Whose task nobody else has. */
  async function unprocessed(seed: number) {
    const bytes = await makeClip({ seed })
    const video = await insertVideo(larder, { channel_id, bytes, state: 'processing' })
    const work = { id: 1, dedupeKey: '', subject: '' }
    const payload = JSON.stringify({ videoId: video.id, fileId: video.fileId ?? 0 })
    const { signal } = new AbortController()
    return {
      attempt: (attempt: number) =>
        processingTask.perform(services, { ...work, payload, attempt, signal }),
      state: async () => (await ada.larder.videos.get({ id: video.publicId })).state,
    }
  }

  test('when no process can be started, then that says nothing of the bytes', async () => {
    const { attempt, state } = await unprocessed(1)
    process.execPath = join(directory, 'nowhere')
    await expect(attempt(2)).rejects.toBeInstanceOf(AttemptFailed)
    await expect(attempt(6)).rejects.toBeInstanceOf(AttemptFailed)
    expect(await state()).toBe('processing')
    process.execPath = node
    expect(await attempt(7)).toMatch(/^ready/)
  })

  test('when the process crashes once after attempts that failed otherwise, then the video is ready', async () => {
    const { attempt, state } = await unprocessed(2)
    const once = join(directory, 'once')
    const program = [`[ -e "${once}" ] && exec "${node}" "$@"`, `: > "${once}"`, 'exit 1']
    process.execPath = await programOf('crashes-once', ...program)
    expect(await attempt(3)).toMatch(/^ready/)
    expect(await state()).toBe('ready')
  })

  test('when the process crashes each time, then the bytes are damaged', async () => {
    const { attempt, state } = await unprocessed(3)
    process.execPath = await programOf('crashes', 'exit 1')
    expect(await attempt(1)).toBe('failed: damaged')
    expect(await state()).toBe('failed')
  })
})
