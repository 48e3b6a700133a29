import type { Readable } from 'node:stream'

/**
 * Where bytes lie: on a local disk or in an S3-compatible store. It knows keys, and nothing of rows. What
 * lies there under names that are no keys is somebody else's: it is listed and never touched.
 */
export interface BlobStore {
  /**
   * Puts the bytes of a local file under a key that was never used before. The file stays where it is.
   * The bytes survive a power cut once this resolves. Throws STORAGE_UNAVAILABLE and STORAGE_FULL.
   */
  put(key: string, path: string): Promise<void>
  /**
   * Reads what lies under a key, or the bytes from `start` to `end`, both included: none, when they begin
   * behind its last one. That there are bytes is known when it resolves. Throws BytesMissing and
   * STORAGE_UNAVAILABLE, which reading may end with as well.
   */
  open(key: string, range?: ByteRange): Promise<Readable>
  /**
   * Makes what lies under a key readable as a local file where there is none yet. Nobody may write to
   * that: it may be another name of the same bytes. What a failure leaves there is the caller's to
   * remove. Throws BytesMissing, STORAGE_UNAVAILABLE and STORAGE_FULL.
   */
  fetch(key: string, path: string, signal: AbortSignal): Promise<void>
  /** Deletes what lies under a key, if anything does. Throws STORAGE_UNAVAILABLE. */
  delete(key: string): Promise<void>
  /** Everything that lies in the store, in no order. Throws STORAGE_UNAVAILABLE. */
  list(): AsyncIterable<StoredObject>
  /**
   * Gives up what was begun to be put before an instant and neither finished nor given up, as a crash
   * leaves it; with `dryRun` it only tells. Yields the keys. What cannot be given up is
   * told to `onFailure`, which may throw to end it, and holds up nothing behind it. Throws STORAGE_UNAVAILABLE.
   */
  dropUnfinished(before: Date, options: DropOptions): AsyncIterable<string>
}

export interface DropOptions {
  dryRun: boolean
  onFailure(key: string, error: unknown): Promise<void>
}

/** Whole numbers, with `start` at most `end`. */
export interface ByteRange {
  start: number
  end: number
}

export interface StoredObject {
  key: string
  size: number
}

/** A row says that bytes are there, and they are not: somebody else deleted them. */
export class BytesMissing extends Error {
  override readonly name = 'BytesMissing'
  constructor(key: string, cause?: unknown) {
    super(`There is nothing under "${key}" in the store.`, { cause })
  }
}

/** Where the bytes of a row lie. The id makes it a place of its own: what is swept is never in use again. */
export function keyOf({ id, hash }: { id: number; hash: string }): string {
  return `${hash.slice(0, 2)}/${hash}-${id}`
}

const OUR_KEY = /^([0-9a-f]{2})\/(\1[0-9a-f]{62})-([1-9]\d{0,15})$/

/** The row that a key belongs to; undefined for what something else put into the store. */
export function rowOf(key: string): { id: number; hash: string } | undefined {
  const [, , hash, id] = OUR_KEY.exec(key) ?? []
  return hash === undefined ? undefined : { id: Number(id), hash }
}

/** Throws unless it is a key: nothing else ever leads to a place in a store. */
export function requireKey(key: string): void {
  if (!rowOf(key)) throw new Error(`"${key}" is not a key.`)
}

/** Throws unless it is a range that bytes can have. */
export function requireRange(range: ByteRange | undefined): void {
  if (!range) return
  const { start, end } = range
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end >= start) return
  throw new RangeError(`There are no bytes from ${start} to ${end}.`)
}
