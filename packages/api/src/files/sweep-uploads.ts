import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database, Reader } from '@larder/db'
import { diskCodeOf } from '../blobs/disk-failures.ts'
import type { Leftover, Sweeping } from '../blobs/leftover.ts'
import type { Placing } from '../blobs/place.ts'
import type { SweepFailures } from '../blobs/sweep-failures.ts'

/** Uploads whose rows are looked up at once. */
const AT_ONCE = 200

/**
 * Sweeps uploads that are over and were not finished, with their bytes on this machine, and then the
 * local files that belong to no upload and were not written to for the grace period, such as those that
 * wait here for an upload that another machine has ended. What lies in `incoming` is named by the id of
 * its upload, alone or before a full stop.
 */
export async function* sweepUploads(
  { database, storage, clock }: Placing,
  { graceMs, dryRun }: Sweeping,
  failures: SweepFailures,
): AsyncGenerator<Leftover> {
  const now = clock.now()
  const places = Map.groupBy(await localPlaces(storage.incoming), ({ uploadId }) => uploadId)
  for (const id of await expired(database.reader, now.toISOString())) {
    // The row first: from then on nobody goes on with it.
    if (!dryRun && !(await forget(database, id, now.toISOString()))) continue
    const own = places.get(id) ?? []
    places.delete(id)
    if (!dryRun && !(await removed(own, failures))) continue
    yield { kind: 'upload', name: id, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) }
  }
  const until = now.getTime() - graceMs
  for (const place of await ofNoUpload(database.reader, [...places.values()].flat())) {
    if (place.writtenAt >= until) continue
    if (!dryRun && !(await removed([place], failures))) continue
    yield { kind: 'incoming', name: place.name, bytes: place.bytes }
  }
}

/** A file or a directory in `incoming`. */
interface LocalPlace {
  path: string
  name: string
  uploadId: string
  bytes: number
  /** When it, or anything in it, last was: milliseconds since 1970. */
  writtenAt: number
}

async function localPlaces(directory: string): Promise<LocalPlace[]> {
  const places: LocalPlace[] = []
  for (const name of await namesIn(directory)) {
    const path = join(directory, name)
    const [uploadId = ''] = name.split('.')
    const inside = (await namesIn(path)).map((each) => join(path, each))
    // What is gone since needs no sweep.
    const entries = (await Promise.all(inside.map(looked))).filter((each) => each !== undefined)
    const found = await looked(path)
    if (!found) continue
    const own = found.isDirectory() ? 0 : found.size
    const bytes = entries.reduce((sum, { size }) => sum + size, own)
    // A directory knows when files came and went, and not when they grew.
    const writtenAt = Math.max(found.mtimeMs, ...entries.map(({ mtimeMs }) => mtimeMs))
    places.push({ path, name, uploadId, bytes, writtenAt })
  }
  return places
}

function looked(path: string) {
  return stat(path).catch(() => undefined)
}

/** Before the first bytes come there is no directory; and a file holds no names. */
async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(diskCodeOf(error) ?? '')) return []
    throw error
  }
}

/** Answers whether all of them are gone. */
async function removed(places: LocalPlace[], failures: SweepFailures): Promise<boolean> {
  let areGone = true
  for (const { path, name } of places) {
    const take = () => rm(path, { recursive: true, force: true })
    areGone = (await failures.attempt(name, take)) && areGone
  }
  return areGone
}

/** Nobody is writing to them, or whoever did so is gone. */
async function expired(db: Reader, now: string): Promise<string[]> {
  const rows = await db
    .selectFrom('uploads')
    .select('id')
    .where('expires_at', '<=', now)
    .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', now)]))
    .execute()
  return rows.map(({ id }) => id)
}

/** Forgets an upload, unless somebody goes on with it since. Answers whether it is gone. */
async function forget(database: Database, id: string, now: string): Promise<boolean> {
  const { numDeletedRows } = await database.transaction((db) =>
    db
      .deleteFrom('uploads')
      .where('id', '=', id)
      .where('expires_at', '<=', now)
      .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<=', now)]))
      .executeTakeFirstOrThrow(),
  )
  return numDeletedRows > 0n
}

/** Files are looked at before rows: what began meanwhile is not among them. */
async function ofNoUpload(db: Reader, places: LocalPlace[]): Promise<LocalPlace[]> {
  const ids = [...new Set(places.map(({ uploadId }) => uploadId))]
  const known = new Set<string>()
  for (let begun = 0; begun < ids.length; begun += AT_ONCE) {
    const some = ids.slice(begun, begun + AT_ONCE)
    const rows = await db.selectFrom('uploads').select('id').where('id', 'in', some).execute()
    for (const { id } of rows) known.add(id)
  }
  return places.filter(({ uploadId }) => !known.has(uploadId))
}
