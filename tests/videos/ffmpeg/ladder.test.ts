import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, test, vi } from 'vitest'
import { startLarder } from '#harness'
import { runServerProgram } from '../../server/run-to-end.ts'
import { ffmpeg, ffmpegClip } from '../clips/ffmpeg-clip.ts'
import { uploadClip } from '../processing/new-video.ts'
import { decoded, laddered, played, rangesIn } from './played-ladder.ts'

const hasFfmpeg = ffmpeg !== undefined

/** A second of it is told from the next by its colours. */
const clip = { extension: 'mp4', coding: ['-c:v', 'libx264', '-g', '999'], size: '854x480' }

describe.runIf(hasFfmpeg)('Given a server that makes ladders', async () => {
  const settings = { LARDER_FFMPEG: ffmpeg ?? '', LARDER_HLS: 'on' }
  const larder = await startLarder({ settings })
  const ada = await larder.person('ada')

  test('when a video is ready, then it gets its rungs, which whoever has a link can play', async () => {
    const bytes = await ffmpegClip({ ...clip, seconds: 9 })
    const { id } = await uploadClip(ada, bytes)
    const video = await laddered(ada.larder, id)
    expect(video.hls).toEqual({ path: `/videos/${id}/hls/master.m3u8` })
    expect(video.pictures.map(({ label }) => label)).not.toContain('hls-360p.mp4')
    await ada.larder.videos.publish({ id })
    const { grant } = await ada.larder.videos.link({ id })
    const at = (name: string) => `${larder.url}/videos/${id}/hls/${name}`

    const master = await fetch(`${at('master.m3u8')}?grant=${grant}`)
    expect(master.headers.get('content-type')).toBe('application/vnd.apple.mpegurl')
    const rungs = await master.text()
    expect(rungs).toMatch(
      /RESOLUTION=640x360,CODECS="avc1\.6400[0-9a-f]{2},mp4a\.40\.2"\n360p\.m3u8\?grant=/,
    )
    expect(rungs).not.toContain('720p')
    const list = await (await fetch(`${at('360p.m3u8')}?grant=${grant}`)).text()
    const lengths = [...list.matchAll(/#EXTINF:([\d.]+)/g)].map(([, seconds]) => Number(seconds))
    expect(lengths.slice(0, -1)).toEqual([4, 4])
    expect(list).toContain('\n360p.mp4?grant=')
    const part = `${at('360p.mp4')}?grant=${grant}`
    const answer = await fetch(part, { headers: { range: 'bytes=0-99' } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([206, 'video/mp4'])
    expect((await answer.arrayBuffer()).byteLength).toBe(100)
    for (const name of ['master.m3u8', '360p.m3u8', '360p.mp4']) {
      expect((await fetch(at(name))).status).toBe(404)
      expect((await fetch(`${at(name)}?grant=${grant}x`)).status).toBe(404)
    }

    // A player that knows only the link plays all of it, and can begin with any part.
    const link = `${at('master.m3u8')}?grant=${grant}`
    expect((await played(link)).frames).toBe(90)
    const [init, , second] = await Promise.all(
      rangesIn(list).map(async ({ start, end }) => {
        const range = `bytes=${start}-${end - 1}`
        return Buffer.from(await (await fetch(part, { headers: { range } })).arrayBuffer())
      }),
    )
    const path = join(inject('temporaryDirectory'), 'part.mp4')
    await writeFile(path, Buffer.concat([init ?? Buffer.alloc(0), second ?? Buffer.alloc(0)]))
    expect((await decoded('-i', path)).frames).toBe(40)

    // All of it counts, and goes with the file.
    const [file] = (await ada.larder.files.list({})).items
    const others = (file?.renditions ?? []).reduce((sum, { size }) => sum + size, 0)
    expect(file?.renditions.map(({ label }) => label)).toContain('hls-360p.mp4')
    expect((await ada.larder.files.usage({})).usedBytes).toBe(bytes.length + others)
    await ada.larder.videos.delete({ id })
    await ada.larder.videos.purge({ id })
    await vi.waitFor(async () => expect((await ada.larder.files.usage({})).usedBytes).toBe(0), {
      timeout: 20_000,
    })
  })

  test('when a video stands upright and is small, then its one rung is no larger', async () => {
    const bytes = await ffmpegClip({ ...clip, size: '90x160', seconds: 1 })
    const { id } = await uploadClip(ada, bytes)
    await laddered(ada.larder, id)
    const answer = await fetch(`${larder.url}/videos/${id}/hls/master.m3u8`, {
      headers: { authorization: `Bearer ${ada.session}` },
    })
    expect(await answer.text()).toMatch(/RESOLUTION=90x160.*\n90p\.m3u8\?of=[0-9a-f]{12}\n$/)
  })
})

describe.runIf(hasFfmpeg)('Given a video from before ladders were turned on', () => {
  test('when an operator asks for what is missing, then it gets its ladder, and only once', async () => {
    const settings = { LARDER_FFMPEG: ffmpeg ?? '', LARDER_HLS: 'off' }
    const before = await startLarder({ settings })
    const ada = await before.person('ada')
    const { id } = await uploadClip(ada, await ffmpegClip({ ...clip, size: '90x160', seconds: 1 }))
    const makeLadders = (LARDER_HLS: string) =>
      runServerProgram('bin/larder-server.mjs', ['videos', 'make-ladders'], {
        settings: { DATABASE_URL: before.databaseUrl, ...settings, LARDER_HLS },
      })
    const refused = await makeLadders('off')
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('Set LARDER_HLS=on')

    await before.kill('SIGTERM')
    const larder = await startLarder({ settings: { ...settings, LARDER_HLS: 'on' }, on: before })
    expect((await makeLadders('on')).stdout).toContain('the ladder of 1 video.')
    await laddered(larder.client({ token: ada.session }), id)
    expect((await makeLadders('on')).stdout).toContain('Every video that is ready')
  })
})

describe.runIf(hasFfmpeg)('Given an ffmpeg that fails', () => {
  test('when it is to make a ladder, then the video stays ready, and the task waits for another try', async () => {
    const program = join(inject('temporaryDirectory'), 'ffmpeg-without-ladders')
    await writeFile(program, '#!/bin/sh\necho "no rungs today" >&2\nexit 1\n')
    await chmod(program, 0o755)
    const larder = await startLarder({ settings: { LARDER_FFMPEG: program, LARDER_HLS: 'on' } })
    const ada = await larder.person('ada')
    const { id } = await uploadClip(ada, await ffmpegClip({ ...clip, seconds: 1 }))
    const { reader } = larder.database
    const tasks = reader.selectFrom('tasks').select(['state', 'outcome', 'attempts'])
    const ofLadders = tasks.where('kind', '=', 'video ladder')
    await vi.waitFor(
      async () => {
        const [task] = await ofLadders.execute()
        expect(task).toMatchObject({ state: 'waiting', attempts: 1 })
        expect(task?.outcome).toContain('no rungs today')
      },
      { timeout: 20_000 },
    )
    expect(await ada.larder.videos.get({ id })).toMatchObject({ state: 'ready', hls: null })
  })
})
