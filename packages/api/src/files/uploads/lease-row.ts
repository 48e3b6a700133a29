import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { expiryOf } from './expiry.ts'
import type { UploadRow } from './queries.ts'
import { isResumable } from './upload-id.ts'

/** Whoever is killed keeps others waiting for so long. */
export const LEASE_MS = 6_000

/** Appended to the holder's name for somebody who waits. */
const WANTED = '!'

const HOST = hostname().slice(0, 20)

/** A new holder's name, which says where it lives. */
export function newHolder(): string {
  return `${HOST}/${process.pid}/${randomUUID().slice(0, 13)}`
}

/** Whether somebody has the lease of an upload, or died a moment ago. */
export function isHeld({ locked_by, locked_until }: UploadRow, now: Date): boolean {
  if (locked_by === null || locked_until === null) return false
  return locked_until > now.toISOString() && !isDead(locked_by)
}

/**
 * Whether a holder was a process of this machine that is gone. Should another machine have the same
 * name, it loses its lease, as when it sleeps for too long.
 */
function isDead(holder: string): boolean {
  const [host, pid] = holder.split('/')
  if (host !== HOST) return false
  try {
    return process.kill(Number(pid), 0) !== true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** The columns of who has the lease from now on. An upload that goes on is not over. */
export function prolonged({ id }: UploadRow, holder: string, now: Date) {
  return {
    locked_by: holder,
    locked_until: new Date(now.getTime() + LEASE_MS).toISOString(),
    expires_at: expiryOf({ resumable: isResumable(id) }, now),
  }
}

/** The columns that tell the holder of somebody who waits. */
export function wanted({ locked_by: holder }: UploadRow) {
  return { locked_by: holder?.endsWith(WANTED) ? holder : wantedFrom(holder ?? '') }
}

/** What a holder is called while somebody waits. */
export function wantedFrom(holder: string): string {
  return holder + WANTED
}
