import type { AskedFile } from '@larder/api'
import { DomainError } from '@larder/api'
import type { FastifyRequest } from 'fastify'

/** What the address of a download names. Throws NOT_FOUND. */
export function askedFile({ params, query }: FastifyRequest): AskedFile {
  const { id = '', rendition } = params as { id?: string; rendition?: string }
  if (!/^[1-9]\d{0,14}$/.test(id))
    throw new DomainError('NOT_FOUND', { what: 'file', id: id.slice(0, 100) })
  const { link } = query as { link?: string | string[] }
  return { id: Number(id), rendition: rendition?.slice(0, 100), link: link?.toString() }
}
