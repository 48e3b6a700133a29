import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, vi } from 'vitest'
import type { Person } from '#harness'
import { ffmpeg } from '../clips/ffmpeg-clip.ts'
import type { Video } from '../processing/new-video.ts'

const run = promisify(execFile)
const overHttp = ['-protocol_whitelist', 'http,tcp', '-i']

/** Waits until a video has its ladder. */
export function laddered(larder: Person['larder'], id: string): Promise<Video> {
  return vi.waitFor(
    async () => {
      const video = await larder.videos.get({ id })
      expect(video.hls).not.toBeNull()
      return video
    },
    { timeout: 45_000, interval: 250 },
  )
}

/** What is decoded of the first pictures that these words have ffmpeg read: how many, and in which size. */
export async function decoded(...words: string[]): Promise<{ frames: number; size: string }> {
  const all = ['-nostdin', '-v', 'error', '-xerror', ...words, '-map', '0:v:0']
  const { stdout } = await run(ffmpeg ?? '', [...all, '-f', 'framecrc', '-'])
  const size = /^#dimensions 0: (\d+x\d+)$/m.exec(stdout)?.[1] ?? ''
  return { frames: [...stdout.matchAll(/^0,/gm)].length, size }
}

/** The same of a playlist that a server has. */
export function played(link: string): ReturnType<typeof decoded> {
  return decoded(...overHttp, link)
}

/** The addresses in a playlist, without what stands behind them. */
export function namedIn(playlist: string): string[] {
  const lines = playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => line.replace(/\?.*/, ''))
}

/** What a master playlist says of each of its rungs. */
export function rungsIn(master: string): { name: string; size: string; codecs: string }[] {
  const told = /^#EXT-X-STREAM-INF:.*RESOLUTION=(\d+x\d+),CODECS="([^"]+)"\n([^?\n]+)/gm
  return [...master.matchAll(told)].map(([, size = '', codecs = '', name = '']) => ({
    name: name.replace('.m3u8', ''),
    size,
    codecs,
  }))
}

/** Where the parts of a rung lie in its file: what comes before them first. */
export function rangesIn(playlist: string): { start: number; end: number }[] {
  const ranges = playlist.matchAll(/BYTERANGE[=:]"?(\d+)@(\d+)/g)
  return [...ranges].map(([, length, start]) => ({
    start: Number(start),
    end: Number(start) + Number(length),
  }))
}
