import type { IncomingHttpHeaders } from 'node:http'

/** What tells these bytes from any others. */
export interface Validators {
  /** Strong, with its quotes. */
  etag: string
  /** undefined where other bytes may come to stand at the same address: then only the tag counts. */
  lastModified: Date | undefined
}

/** What the conditions of a GET or HEAD come to, in the order of RFC 9110, section 13.2.2. */
export function judge(
  headers: IncomingHttpHeaders,
  { etag, lastModified }: Validators,
): 'failed' | 'not modified' | 'fulfilled' {
  const modified = secondsOf(lastModified)
  const ifMatch = headers['if-match']
  if (ifMatch !== undefined) {
    if (!names(ifMatch, etag)) return 'failed'
  } else {
    const since = instantOf(headers['if-unmodified-since'])
    if (since !== undefined && modified !== undefined && modified > since) return 'failed'
  }
  const ifNoneMatch = headers['if-none-match']
  if (ifNoneMatch !== undefined) {
    return names(ifNoneMatch.replaceAll(/(^|[\s,])W\//g, '$1'), etag) ? 'not modified' : 'fulfilled'
  }
  const since = instantOf(headers['if-modified-since'])
  const isOld = since !== undefined && modified !== undefined && modified <= since
  return isOld ? 'not modified' : 'fulfilled'
}

/**
 * Whether a range is still a part of what the client has the rest of. The bytes of a file never change
 * once they are stored, so its date tells as much as its tag; it must be the very same one.
 */
export function isRangeGood(
  ifRange: string | undefined,
  { etag, lastModified }: Validators,
): boolean {
  if (ifRange === undefined) return true
  if (!lastModified || /^(W\/)?"/.test(ifRange)) return ifRange === etag
  return instantOf(ifRange) === secondsOf(lastModified)
}

/** Whether a list of entity tags names this one, as strong as it is. */
function names(list: string, etag: string): boolean {
  if (list.trim() === '*') return true
  const tags: string[] = list.match(/(?:W\/)?"[^"]*"/g) ?? []
  return tags.includes(etag)
}

/** Seconds since 1970; undefined for what is no HTTP date, which counts as not there. */
function instantOf(header: string | undefined): number | undefined {
  if (header === undefined || !/^[A-Z][a-z]+,? .*\d{2}:\d{2}:\d{2}/.test(header)) return undefined
  // The oldest of the three forms names no zone; it is GMT all the same.
  const milliseconds = Date.parse(header.endsWith('GMT') ? header : `${header} GMT`)
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1_000)
}

function secondsOf(date: Date | undefined): number | undefined {
  return date && Math.floor(date.getTime() / 1_000)
}
