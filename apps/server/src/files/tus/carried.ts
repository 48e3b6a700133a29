import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { File, Lease, Uploader, UploadRow } from '@larder/api'

/** What belongs to one request of the protocol, whose parts know nothing of callers. */
export interface Carried {
  ctx: Uploader
  request: IncomingMessage
  /** Breaks it off, with what to answer. */
  signal: AbortSignal
  /** What the request began, unless it failed. */
  begun?: UploadRow
  held?: { row: UploadRow; lease: Lease }
  /** Bytes that are there. */
  offset?: number
  /** What the upload became. */
  file?: File
  /** Why it failed. */
  failure?: unknown
}

export const carried = new AsyncLocalStorage<Carried>()

/** What belongs to the request that is being answered. */
export function carriedNow(): Carried {
  const now = carried.getStore()
  if (!now) throw new Error('No request of an upload is being answered.')
  return now
}
