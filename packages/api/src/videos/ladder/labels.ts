/** What the renditions of a video are called that make its ladder. */
const BEGINNING = 'hls-'

const MASTER = 'master.m3u8'

/** The label of a part of a ladder, by its name in links. */
export function ladderLabel(name: string): string {
  return `${BEGINNING}${name}`
}

/** Whether a rendition is no picture, but part of a ladder. */
export function isOfLadder(label: string): boolean {
  return label.startsWith(BEGINNING)
}

/** What names all the others. */
export const MASTER_LABEL = ladderLabel(MASTER)

/** Where the ladder of a video is, on this server. */
export function ladderPath(publicId: string): string {
  return `/videos/${publicId}/hls/${MASTER}`
}
