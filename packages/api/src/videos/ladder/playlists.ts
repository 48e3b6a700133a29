import type { Rung } from '../processing/child/work.ts'

/** A rung as it was coded. */
export interface CodedRung extends Rung {
  /** Of its pictures. */
  codec: string
  hasSound: boolean
  /** Bits a second, on average and of its largest part. */
  average: number
  peak: number
}

/** What names the rungs, the one to begin with first. */
export function masterPlaylist(rungs: readonly CodedRung[]): string {
  const lines = rungs.flatMap(({ name, width, height, average, peak, codec, hasSound }) => [
    `#EXT-X-STREAM-INF:BANDWIDTH=${peak},AVERAGE-BANDWIDTH=${average},RESOLUTION=${width}x${height},CODECS="${codec}${hasSound ? ',mp4a.40.2' : ''}"`,
    `${name}.m3u8`,
  ])
  return ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS', ...lines, ''].join('\n')
}

/** The list of the parts of a rung, which all lie in one file; the name of that becomes `name`. */
export function rungPlaylist(written: string, name: string): string {
  return written
    .split('\n')
    .map((line) => line.replace(/URI="[^"]*"/, `URI="${name}.mp4"`))
    .map((line) => (line === '' || line.startsWith('#') ? line : `${name}.mp4`))
    .join('\n')
}

/** Bits a second of the parts of a rung: of all of them, and of the largest. */
export function ratesIn(playlist: string): { average: number; peak: number } {
  const parts = [...playlist.matchAll(/#EXTINF:([\d.]+),[^\n]*\n#EXT-X-BYTERANGE:(\d+)/g)].map(
    ([, seconds, bytes]) => ({ seconds: Number(seconds), bits: 8 * Number(bytes) }),
  )
  const total = (of: 'seconds' | 'bits') => parts.reduce((sum, part) => sum + part[of], 0)
  const peak = Math.max(0, ...parts.map(({ seconds, bits }) => bits / Math.max(seconds, 0.1)))
  return {
    average: Math.ceil(total('bits') / Math.max(total('seconds'), 0.1)),
    peak: Math.ceil(peak),
  }
}

/** Lets every address in a playlist carry a query. */
export function withQuery(playlist: string, query: URLSearchParams): string {
  return playlist
    .split('\n')
    .map((line) => line.replace(/URI="([^"?]+)"/, `URI="$1?${query}"`))
    .map((line) => (line === '' || line.startsWith('#') ? line : `${line}?${query}`))
    .join('\n')
}
