import type { OutgoingHttpHeaders } from 'node:http'
import type { ServedBytes } from '@larder/api'
import { disposition, savedName } from './disposition.ts'
import { inertType } from './inert-type.ts'
import type { Validators } from './preconditions.ts'

/** The only pictures that Larder ever writes. */
const SHOWN_PICTURE = 'image/webp'

/** Everyone's may be kept by anybody for five minutes, and is asked for anew then. */
const PUBLIC = 'public, max-age=300, must-revalidate'

/** Somebody's may be kept by their own browser, which has to ask every time whether it still may. */
const PRIVATE = 'private, no-cache'

export function validatorsOf({ hash, storedAt }: ServedBytes): Validators {
  return { etag: `"${hash}"`, lastModified: storedAt }
}

/** What a kept copy goes by, and what keeps it from doing anything: on every answer but refusals. */
export function cachingHeaders(bytes: ServedBytes): OutgoingHttpHeaders {
  const { etag, lastModified } = validatorsOf(bytes)
  const isPublic = bytes.servedTo === 'everyone'
  // Where an address is opened by itself, the browser makes a page around the film, which loads it.
  const own = bytes.shownAs === 'video' ? "media-src 'self'; " : ''
  return {
    etag: etag,
    ...(lastModified && { 'last-modified': lastModified.toUTCString() }),
    'cache-control': isPublic ? PUBLIC : PRIVATE,
    ...(isPublic ? {} : { vary: 'Authorization' }),
    'content-security-policy': `sandbox; default-src 'none'; ${own}frame-ancestors 'none'`,
    // Who has a link may show the picture on any page; with a credential nobody needs to.
    'cross-origin-resource-policy': bytes.servedTo === 'reader' ? 'same-origin' : 'cross-origin',
    'x-content-type-options': 'nosniff',
  }
}

/** What the bytes are. What is not certain to be harmless is saved and never opened. */
export function contentHeaders(bytes: ServedBytes, isDownload: boolean): OutgoingHttpHeaders {
  const type = shownType(bytes)
  const name = type === SHOWN_PICTURE ? asWebp(bytes.name) : bytes.name
  const kind = type !== undefined && !isDownload ? 'inline' : 'attachment'
  return {
    'content-type': type ?? inertType(bytes.mediaType),
    'content-disposition': disposition(kind, savedName(name, bytes.fallbackName)),
    'accept-ranges': 'bytes',
  }
}

/** As what the bytes are shown in their place; undefined: they are not. */
function shownType({ shownAs, mediaType }: ServedBytes): string | undefined {
  if (shownAs === 'playlist') return 'application/vnd.apple.mpegurl'
  if (shownAs === 'captions') return 'text/vtt; charset=utf-8'
  if (shownAs === 'picture') return mediaType === SHOWN_PICTURE ? SHOWN_PICTURE : undefined
  const isVideo = mediaType.startsWith('video/') && inertType(mediaType) === mediaType
  return shownAs === 'video' && isVideo ? mediaType : undefined
}

/** `me.jpg` was written anew, so it is `me.webp`. */
function asWebp(name: string): string {
  return `${name.replace(/\.(jpe?g|png|webp|gif|avif|tiff?|hei[cf])$/i, '')}.webp`
}
