import type { Demuxer } from './ffmpeg.ts'
import type { LocalFile } from './local-file.ts'

/** Bytes of a container that is not read here, but by ffmpeg. */
export class Foreign extends Error {
  override readonly name = 'Foreign'
  readonly demuxer: Demuxer

  constructor(demuxer: Demuxer) {
    super(demuxer)
    this.demuxer = demuxer
  }
}

/** What such containers begin with, as hexadecimal: `..` is any byte. */
const beginnings: readonly [Demuxer, string][] = [
  ['avi', `52494646${'..'.repeat(4)}41564920`],
  ['flv', '464c5601'],
  ['asf', '3026b2758e66cf11a6d900aa0062ce6c'],
  ['mpeg', '000001ba'],
]

/** Which of them a file is: by what it begins with, never by its name. */
export async function foreignContainerOf(file: LocalFile): Promise<Demuxer | undefined> {
  const head = (await file.read(0, 64)).toString('hex')
  return beginnings.find(([, beginning]) => new RegExp(`^${beginning}`).test(head))?.[0]
}
