import { execFile } from 'node:child_process'
import { chmod, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { startLarder } from '#harness'
import { descendants } from '../../harness/s3/descendants.ts'
import { ffmpeg, ffmpegClip } from '../clips/ffmpeg-clip.ts'
import { uploadClip } from '../processing/new-video.ts'
import { setTrap } from '../processing/trap.ts'

const run = promisify(execFile)

const { address, callers } = await setTrap()

const larder = await startLarder({ settings: { LARDER_FFMPEG: ffmpeg ?? 'off' } })
const ada = await larder.person('ada')

const hasFfmpeg = ffmpeg !== undefined

describe.runIf(hasFfmpeg)('Given a server that has ffmpeg', async () => {
  const canary = join(inject('temporaryDirectory'), 'canary.avi')
  const avi = await ffmpegClip({
    extension: 'avi',
    coding: ['-c:v', 'mpeg4', '-c:a', 'pcm_s16le'],
  })
  await writeFile(canary, avi)
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${address}/clip.ts\n#EXTINF:9,\nfile://${canary}\n#EXT-X-ENDLIST\n`
  const ts = await ffmpegClip({ extension: 'ts', coding: ['-c:v', 'mpeg2video', '-r', '25'] })

  const hostile: [string, Buffer, string][] = [
    ['a playlist', Buffer.from(playlist), 'not a video'],
    [
      'a list of other files',
      Buffer.from(`ffconcat version 1.0\nfile '${canary}'\nfile '${address}/clip.ts'\n`),
      'not a video',
    ],
    ['a playlist behind the head of AVI', behind('RIFF\0\0\0\0AVI ', playlist), ''],
    ['a playlist behind the head of FLV', behind('FLV\x01\x05\0\0\0\x09\0\0\0\0', playlist), ''],
    [
      'a playlist behind packets of TS',
      Buffer.concat([ts.subarray(0, 188 * 4), Buffer.from(playlist)]),
      '',
    ],
    ['noise behind the head of MPEG-PS', behind('\0\0\x01\xba', playlist.repeat(400)), ''],
    [
      'a description of DASH',
      Buffer.from(`<MPD><BaseURL>${address}/clip.ts</BaseURL></MPD>`),
      'not a video',
    ],
  ]

  test.for(hostile)(
    'when %s comes, then it fails, and nobody is asked',
    async ([, bytes, failure]) => {
      const video = await uploadClip(ada, bytes)
      expect(video.state).toBe('failed')
      expect(['not a video', 'damaged']).toContain(video.failure)
      if (failure !== '') expect(video.failure).toBe(failure)
      expect(callers).toEqual([])
    },
  )

  test('when AVI has a playlist for subtitles, then it is ready, and nobody is asked', async () => {
    const video = await uploadClip(ada, withSubtitles(avi, playlist))
    expect(video.state).toBe('ready')
    expect(callers).toEqual([])
  })

  test('control: where it may read what it likes, it asks', async () => {
    const path = join(inject('temporaryDirectory'), 'control.m3u8')
    await writeFile(path, playlist)
    const words = ['-nostdin', '-protocol_whitelist', 'file,http,tcp', '-i', path]
    await run(ffmpeg ?? '', [...words, '-f', 'null', '-']).catch(() => undefined)
    expect(callers).not.toEqual([])
  })
})

describe.runIf(hasFfmpeg)('Given an ffmpeg that does nothing right', async () => {
  const program = join(inject('temporaryDirectory'), 'ffmpeg-that-fails')
  const write = (script: string) => writeFile(program, `#!/bin/sh\n${script}\n`)
  await write('exit 1')
  await chmod(program, 0o755)
  const lame = await startLarder({ settings: { LARDER_FFMPEG: program } })
  const bob = await lame.person('bob')

  const cases: [string, string, string, object][] = [
    ['hangs', 'sleep 600', 'avi', { state: 'failed', failure: 'too slow' }],
    ['hangs', 'sleep 600', 'mp4', { state: 'ready', pictures: [] }],
    ['is slow', `sleep 7; exec ${ffmpeg} "$@"`, 'avi', { state: 'ready', pictures: [] }],
    ['is killed', 'kill -9 $$', 'avi', { state: 'failed', failure: 'damaged' }],
    ['is killed', 'kill -9 $$', 'mp4', { state: 'ready', pictures: [] }],
    ['talks without end', 'yes >&2', 'mp4', { state: 'ready', pictures: [] }],
  ]

  test.for(cases)(
    'when it %s (%s) over %s, then the video is ready or failed within 30 s, and nothing is left',
    { timeout: 120_000 },
    async ([, script, extension, outcome]) => {
      await write(script)
      const bytes = await ffmpegClip({ extension, coding: ['-c:v', 'mpeg4', '-an'] })
      const begun = performance.now()
      expect(await uploadClip(bob, bytes)).toMatchObject(outcome)
      expect(performance.now() - begun).toBeLessThan(30_000)
      await lame.quiet()
      expect(await readdir(join(lame.directory, 'incoming')).catch(() => [])).toEqual([])
      expect(descendants(lame.pid)).toEqual([])
    },
  )
})

function behind(head: string, text: string): Buffer {
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(text)])
}

/** Makes the sound of an AVI subtitles, as some players know them inside, which are a playlist. */
function withSubtitles(avi: Buffer, playlist: string): Buffer {
  const copy = Buffer.from(avi)
  copy.write('txts', copy.indexOf('auds'), 'latin1')
  const head = Buffer.alloc(17)
  head.write('GAB2\0', 'latin1')
  head.writeUInt16LE(2, 5)
  head.writeUInt16LE(4, 11)
  const subtitles = Buffer.concat([head, Buffer.from(playlist)])
  for (let at = copy.indexOf('01wb'); at >= 0; at = copy.indexOf('01wb', at + 4)) {
    const length = copy.readUInt32LE(at + 4)
    if (length < subtitles.length || at + 8 + length > copy.length) continue
    subtitles.copy(copy, at + 8)
    copy.fill('\n', at + 8 + subtitles.length, at + 8 + length)
  }
  return copy
}
