import { join } from 'node:path'
import type { BlobPlace } from '@larder/api'
import type { FastifyRequest } from 'fastify'
import type { Range } from './byte-range.ts'

/** How the web server in front is told which file to send in Larder's place. */
export const sendfileHeaders = ['X-Accel-Redirect', 'X-Sendfile'] as const
export type SendfileHeader = (typeof sendfileHeaders)[number]

export interface Sendfile {
  header: SendfileHeader
  /** What stands before the key of the bytes. */
  before: string
}

/** Where nginx has to have the directory of the bytes, for itself alone. */
const INTERNAL = '/larder-blobs/'

/** How bytes at a place are handed over. nginx knows them by a location, others by their path. */
export function sendfileFrom(
  header: SendfileHeader | 'off',
  place: BlobPlace,
): Sendfile | undefined {
  if (header === 'off' || place.kind !== 'disk') return undefined
  return { header, before: header === 'X-Sendfile' ? join(place.directory, '/') : INTERNAL }
}

/**
 * Whether the web server in front comes to the same answer: it cuts a single range out of a file as well.
 * It knows another tag and another date of it, so whoever sets conditions is answered here.
 */
export function isLeftToProxy({ headers }: FastifyRequest, range: Range | undefined): boolean {
  if (Object.keys(headers).some((name) => name.startsWith('if-'))) return false
  return headers.range === undefined || (range !== undefined && !headers.range.includes(','))
}
