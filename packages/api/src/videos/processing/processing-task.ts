import { join } from 'node:path'
import { BytesMissing, keyOf } from '../../blobs/blob-store.ts'
import { localBytesAt } from '../../blobs/hash-file.ts'
import { keepBytes } from '../../blobs/keep-bytes.ts'
import type { Services } from '../../context.ts'
import { AttemptFailed, defineTask } from '../../event-log/tasks/define-task.ts'
import type { WrittenPicture } from '../../files/pictures/child/work.ts'
import type { LocalPicture } from '../../files/pictures/prepared-picture.ts'
import type { VideoFailure } from '../schema.ts'
import { attempted } from './attempted.ts'
import type { Work } from './child/work.ts'
import { cleanedCopy } from './cleaned-copy.ts'
import type { LookedAt } from './looked-at.ts'
import { lookedAt } from './looked-at.ts'
import {
  findProcessed,
  findUnprocessed,
  writeFailure,
  writeReady,
  writeThumbnail,
} from './outcome.ts'
import type { ToProcess } from './plan-processing.ts'
import { processingWork } from './plan-processing.ts'
import type { Findings } from './started-process.ts'
import { inWorkspace, removeWorkspaces } from './workspace.ts'

/** Bytes that end the process so often, each time that it looks at them, are damaged. */
const CRASHES = 2

/** So often pictures are tried to be made, where somebody ends the process over it. */
const TRIES = 4

/** Looks at the bytes of a video: what they are, and what is shown of them. It can be repeated. */
export const processingTask = defineTask({
  ...processingWork,
  backOffSeconds: [1, 5, 30, 120, 600, 1_800],
  // The longest part is copying large ones.
  withinMs: 3_600_000,
  isProlonged: true,
  // Each takes much memory.
  mostAtOnce: 1,
  perform(services, { payload, attempt, signal }) {
    return attempted(() => process(services, payload, { attempt, signal }), signal)
  },
  async gaveUp(services, db, { payload: what }, outcome) {
    if (what.atMs !== undefined) return
    const failure = outcome === 'STORAGE_FULL' ? 'no space' : 'gave up'
    await writeFailure(services, db, what, failure)
    await removeWorkspaces(services.storage, nameOf(what)).catch(() => undefined)
  },
})

async function process(
  services: Services,
  what: ToProcess,
  { attempt, signal }: { attempt: number; signal: AbortSignal },
): Promise<string> {
  const { reader } = services.database
  const isOfMoment = what.atMs !== undefined
  const bytes = await (isOfMoment ? findProcessed(reader, what) : findUnprocessed(reader, what))
  if (!bytes) return 'There is nothing to look at any more.'
  return inWorkspace(services.storage, nameOf(what), async (directory) => {
    const path = join(directory, 'video')
    try {
      await services.storage.blobs.fetch(keyOf(bytes), path, signal)
    } catch (error) {
      if (error instanceof BytesMissing) throw new AttemptFailed('BYTES_MISSING')
      throw error
    }
    const work = { path, directory, pictures: wantedOf(what) }
    const looked = await lookedAtOften(services, work, signal)
    if ('failure' in looked) return fail(services, what, looked.failure)
    const { findings } = looked
    if (what.atMs !== undefined) return keepThumbnail(services, what, findings)
    const failure = failureIn(findings)
    if (failure) return fail(services, what, failure)
    const { facts } = findings
    if (!facts) throw new AttemptFailed(`The process ended: ${findings.complaint}`)
    if (findings.end === 'killed' && attempt < TRIES) {
      throw new AttemptFailed(`The process ended: ${findings.complaint}`)
    }
    const isRewritten = looked.path !== path
    const cleaned =
      facts.patches.length > 0
        ? await cleanedCopy(looked.path, join(directory, 'cleaned'), facts.patches, signal)
        : isRewritten
          ? await localBytesAt(looked.path)
          : undefined
    const pictures = await Promise.all(findings.pictures.map(hashed))
    const all = [...(cleaned ? [cleaned] : []), ...pictures]
    await keepBytes(services, all, (db, placed) => {
      const [first, ...rest] = placed
      const kept =
        cleaned && first
          ? { cleaned: { placed: first, size: cleaned.size }, placedPictures: rest }
          : { cleaned: undefined, placedPictures: placed }
      return writeReady(services, db, what, { facts, pictures, ...kept })
    })
    return `ready, ${pictures.length} pictures`
  })
}

/**
 * Looks again where the process crashed, in the same attempt: earlier ones may have failed over something
 * else, such as a store that was away, and say nothing of the bytes.
 */
async function lookedAtOften(
  services: Services,
  work: Parameters<typeof lookedAt>[1],
  signal: AbortSignal,
): Promise<LookedAt> {
  for (let crashes = 1; ; crashes++) {
    const looked = await lookedAt(services, work, signal)
    const hasCrashed = 'findings' in looked && looked.findings.end === 'crashed'
    if (!hasCrashed || crashes === CRASHES) return looked
  }
}

function nameOf({ fileId }: ToProcess): string {
  return `video-${fileId}.`
}

function wantedOf({ atMs }: ToProcess): Work['pictures'] {
  return atMs === undefined ? 'usual' : { label: 'thumbnail-at', atMs }
}

async function keepThumbnail(
  services: Services,
  what: ToProcess,
  { pictures: made, complaint }: Findings,
): Promise<string> {
  const [picture] = await Promise.all(made.map(hashed))
  if (!picture) throw new AttemptFailed(`There is no picture of it. ${complaint}`)
  await keepBytes(services, [picture], (db, placed) =>
    writeThumbnail(services, db, what, { pictures: [picture], placed }),
  )
  return 'a thumbnail'
}

function failureIn({ facts, end, refused }: Findings): VideoFailure | undefined {
  if (refused) return refused
  // What happens after that concerns pictures.
  if (facts) return undefined
  if (end === 'excess') return 'too slow'
  return end === 'crashed' ? 'damaged' : undefined
}

async function fail(services: Services, what: ToProcess, failure: VideoFailure): Promise<string> {
  await services.database.transaction((db) => writeFailure(services, db, what, failure))
  return `failed: ${failure}`
}

/** Not by the process that wrote it: whoever took that over could give bytes another's hash. */
async function hashed(picture: WrittenPicture): Promise<LocalPicture> {
  return { ...picture, ...(await localBytesAt(picture.path)) }
}
