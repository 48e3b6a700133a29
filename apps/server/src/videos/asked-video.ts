import type { AskedPart, AskedVideo } from '@larder/api'
import { DomainError } from '@larder/api'
import type { FastifyRequest } from 'fastify'

/** Which video an address names, and the grant in it. Throws NOT_FOUND. */
export function askedVideo({ params, query }: FastifyRequest): AskedVideo {
  const { id = '' } = params as { id?: string }
  if (!/^[\w-]{11}$/.test(id)) {
    throw new DomainError('NOT_FOUND', { what: 'video', id: id.slice(0, 100) })
  }
  const { grant } = query as { grant?: string | string[] }
  return { id, grant: grant?.toString().slice(0, 200) }
}

/** The same, and which of its pictures. Throws NOT_FOUND. */
export function askedPicture(request: FastifyRequest): AskedVideo & { label: string } {
  const { label = '' } = request.params as { label?: string }
  return { ...askedVideo(request), label: label.slice(0, 100) }
}

/** The same, and which part of its ladder: `720p.mp4`. Throws NOT_FOUND. */
export function askedPart(request: FastifyRequest): AskedPart {
  const { name = '' } = request.params as { name?: string }
  const { of } = request.query as { of?: string | string[] }
  const asked = askedVideo(request)
  if (!/^(master\.m3u8|\d{1,4}p\.(m3u8|mp4))$/.test(name)) {
    throw new DomainError('NOT_FOUND', { what: 'rendition', id: name.slice(0, 100) })
  }
  return { ...asked, name, of: of?.toString().slice(0, 100) }
}

/** The same, and in which language: `en.vtt`. Throws NOT_FOUND. */
export function askedCaption(request: FastifyRequest): AskedVideo & { language: string } {
  const { name = '' } = request.params as { name?: string }
  const asked = askedVideo(request)
  const language = /^([\w-]{1,16})\.vtt$/.exec(name)?.[1]
  if (language === undefined) {
    throw new DomainError('NOT_FOUND', { what: 'captions', id: name.slice(0, 100) })
  }
  return { ...asked, language }
}
