/** What no program runs or follows to somewhere else: all that an uploaded file is ever called. */
const inert = new Set([
  'text/plain',
  ...of('image', 'jpeg', 'png', 'gif', 'webp', 'avif', 'heic', 'heif', 'tiff', 'bmp', 'jxl'),
  ...of('audio', 'mpeg', 'mp4', 'x-m4a', 'aac', 'ogg', 'opus', 'webm', 'flac', 'x-flac', 'wav'),
  ...of('audio', 'x-wav', 'vnd.wave', 'aiff', 'amr', 'midi'),
  ...of('video', 'mp4', 'x-m4v', 'webm', 'ogg', 'quicktime', 'matroska', 'x-matroska', 'x-msvideo'),
  ...of('video', 'vnd.avi', 'mpeg', 'mp2t', '3gpp', '3gpp2'),
])

const ANYTHING = 'application/octet-stream'

/** The `Content-Type` of bytes that somebody uploaded. What may be active is just bytes. */
export function inertType(mediaType: string): string {
  return inert.has(mediaType) ? mediaType : ANYTHING
}

function of(type: string, ...subtypes: string[]): string[] {
  return subtypes.map((subtype) => `${type}/${subtype}`)
}
