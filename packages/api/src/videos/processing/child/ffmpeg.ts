import { spawn } from 'node:child_process'

/** What reads the bytes of one container, as ffmpeg calls it. No other is ever given to it. */
export type Demuxer = 'mov' | 'matroska' | 'mpegts' | 'mpeg' | 'avi' | 'flv' | 'asf'

/** Of what it says when it fails. */
const LONGEST_COMPLAINT = 2_000

/** Kibibytes, if nothing else is said: pictures of 2160p with 10 bits take 200 MB. */
const MOST_MEMORY = 300 * 1_024

/**
 * What ffmpeg may decode: codecs of cameras, telephones and programs that people used to have. Those that
 * draw text, emulate machines or open something else are not among them.
 */
const codecs = [
  ...['h264', 'hevc', 'mpeg4', 'mpeg2video', 'mpeg1video', 'h263', 'flv', 'vp6', 'vp6f', 'vp8'],
  ...['vp9', 'libvpx', 'libvpx-vp9', 'av1', 'libdav1d', 'prores', 'dnxhd', 'dvvideo', 'mjpeg'],
  ...['msmpeg4v1', 'msmpeg4', 'wmv1', 'wmv2', 'wmv3', 'vc1', 'svq1', 'svq3', 'cinepak'],
  ...['indeo3', 'indeo5', 'huffyuv', 'ffvhuff', 'ffv1', 'utvideo', 'rawvideo', 'cfhd', 'theora'],
  ...['aac', 'mp3', 'mp3float', 'mp2', 'mp2float', 'mp1', 'ac3', 'eac3', 'opus', 'libopus'],
  ...['vorbis', 'flac', 'alac', 'wmav1', 'wmav2', 'wmapro', 'amrnb', 'adpcm_ima_wav', 'adpcm_ms'],
  ...['adpcm_swf', 'nellymoser', 'speex', 'pcm_s16le', 'pcm_s16be', 'pcm_s24le', 'pcm_s24be'],
  ...['pcm_s32le', 'pcm_f32le', 'pcm_u8', 'pcm_alaw', 'pcm_mulaw', 'dca'],
].join(',')

/**
 * The words that have ffmpeg read one local file: as this container and as no other, with no other protocol,
 * and nothing from its own input. What a file names is not opened, for nothing that opens is left.
 */
export function reading(
  path: string,
  demuxer: Demuxer,
  options: readonly string[] = [],
): readonly string[] {
  return [
    ...['-nostdin', '-hide_banner', '-v', 'error', '-y'],
    ...['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-codec_whitelist', codecs],
    ...options,
    ...['-f', demuxer, '-i', `file:${path}`],
  ]
}

/** How ffmpeg ended. */
export interface Ended {
  /** `slow`: it took longer than it may. */
  how: 'well' | 'badly' | 'slow'
  /** What it said, shortened. */
  complaint: string
}

interface Running {
  timeLimitMs: number
  /** Seconds of the processor. */
  cpuSeconds: number
  /** That are its own. */
  memoryKibibytes?: number
  /** Takes what it writes to its output. */
  onOutput?: (bytes: Buffer) => void
}

/**
 * Runs ffmpeg to its end, with bounds. It belongs to the group of this process, and is ended with it.
 * Resolves always.
 */
export function runFfmpeg(
  ffmpeg: string,
  words: readonly string[],
  { timeLimitMs, cpuSeconds, memoryKibibytes = MOST_MEMORY, onOutput }: Running,
): Promise<Ended> {
  const [program, ...before] = bounded(ffmpeg, { cpuSeconds, memoryKibibytes })
  return new Promise((resolve) => {
    const child = spawn(program, [...before, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
    let complaint = ''
    let isSlow = false
    const slow = setTimeout(() => {
      isSlow = true
      child.kill('SIGKILL')
      // What it may have started keeps the pipes open.
      child.stdout.destroy()
      child.stderr.destroy()
    }, timeLimitMs)
    child.stdout.on('data', (bytes: Buffer) => onOutput?.(bytes))
    child.stderr.on('data', (text: Buffer) => {
      complaint = `${complaint}${text}`.slice(-LONGEST_COMPLAINT)
    })
    child.on('error', (error) => {
      complaint ||= String(error)
    })
    child.on('close', (code) => {
      clearTimeout(slow)
      resolve({ how: isSlow ? 'slow' : code === 0 ? 'well' : 'badly', complaint })
    })
  })
}

/** The system bounds it where there is a shell to tell it so; elsewhere time alone does. */
function bounded(
  ffmpeg: string,
  { cpuSeconds, memoryKibibytes }: { cpuSeconds: number; memoryKibibytes: number },
): [string, ...string[]] {
  if (process.platform === 'win32') return [ffmpeg]
  const limits = `ulimit -c 0; ulimit -t ${cpuSeconds}; ulimit -d ${memoryKibibytes}`
  // A system that knows one of them not goes on with the others.
  const script = `{ ${limits}; } 2>/dev/null; exec "$0" "$@"`
  return ['/bin/sh', '-c', script, ffmpeg]
}
