import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { keyOf } from '../../blobs/blob-store.ts'
import { localBytesAt } from '../../blobs/hash-file.ts'
import { keepBytes } from '../../blobs/keep-bytes.ts'
import type { Services } from '../../context.ts'
import { AttemptFailed, defineTask } from '../../event-log/tasks/define-task.ts'
import type { LocalPicture } from '../../files/pictures/prepared-picture.ts'
import { attempted } from '../processing/attempted.ts'
import { findProcessed } from '../processing/outcome.ts'
import { lookAt } from '../processing/started-process.ts'
import { inWorkspace, removeWorkspaces } from '../processing/workspace.ts'
import { findVideoById } from '../queries.ts'
import { ladderLabel, MASTER_LABEL } from './labels.ts'
import { pictureCodecOf } from './picture-codec.ts'
import type { ToLadder } from './plan-ladder.ts'
import { ladderWork } from './plan-ladder.ts'
import type { CodedRung } from './playlists.ts'
import { masterPlaylist, ratesIn, rungPlaylist } from './playlists.ts'
import { rungsFor } from './rungs.ts'
import { writeLadder } from './write-ladder.ts'

/** A rung may take so much, and so many times as long as the film. */
const LEAST_MS = 120_000
const TIMES = 20

/** The server goes on answering meanwhile. */
const THREADS = Math.max(1, Math.floor(availableParallelism() / 2))

/** Makes the ladder of a video that is ready. Whatever comes of it, the video stays as it is. */
export const ladderTask = defineTask({
  ...ladderWork,
  backOffSeconds: [60, 600, 3_600],
  withinMs: 24 * 3_600_000,
  isProlonged: true,
  mostAtOnce: 1,
  perform(services, { payload, signal }) {
    return attempted(() => makeLadder(services, payload, signal), signal)
  },
  async gaveUp({ storage }, _db, { payload }) {
    await removeWorkspaces(storage, nameOf(payload)).catch(() => undefined)
  },
})

async function makeLadder(
  services: Services,
  what: ToLadder,
  signal: AbortSignal,
): Promise<string> {
  const { ffmpeg, makesLadders } = services.videoTools
  if (ffmpeg === undefined || !makesLadders) return 'Ladders are turned off.'
  const { reader } = services.database
  const bytes = await findProcessed(reader, what)
  const video = await findVideoById(reader, what.videoId)
  if (!bytes || !video?.width || !video.height) return 'There is nothing to make it of any more.'
  const { width, height, duration_ms: durationMs } = video
  return inWorkspace(services.storage, nameOf(what), async (directory) => {
    const path = join(directory, 'video')
    await services.storage.blobs.fetch(keyOf(bytes), path, signal)
    const rungs = rungsFor({ width, height })
    const rungWithinMs = LEAST_MS + TIMES * (durationMs ?? 0)
    const findings = await lookAt(
      { path, prefix: join(directory, 'rung-'), rungs, ffmpeg, rungWithinMs, threads: THREADS },
      { timeLimitMs: (rungs.length + 1) * rungWithinMs, signal },
    )
    const bad = findings.rungs.find(({ failure }) => failure !== undefined)
    const { facts } = findings
    if (bad || !facts || findings.end !== 'done') {
      throw new AttemptFailed(`There is no ladder. ${bad?.failure ?? findings.complaint}`)
    }
    const coded: CodedRung[] = []
    const parts: LocalPicture[] = []
    for (const rung of rungs) {
      const written = await readFile(join(directory, `rung-${rung.name}.m3u8`), 'utf8')
      const list = rungPlaylist(written, rung.name)
      const film = join(directory, `rung-${rung.name}.mp4`)
      const codec = await pictureCodecOf(film)
      coded.push({ ...rung, ...ratesIn(list), codec, hasSound: facts.audioCodec !== null })
      const label = ladderLabel(rung.name)
      parts.push(await part(film, { ...rung, label: `${label}.mp4`, mediaType: 'video/mp4' }))
      parts.push(await textPart(directory, list, { ...rung, label: `${label}.m3u8` }))
    }
    const master = masterPlaylist(coded)
    parts.push(await textPart(directory, master, { width, height, label: MASTER_LABEL }))
    await keepBytes(services, parts, (db, placed) =>
      writeLadder(services, db, what, { parts, placed }),
    )
    return `a ladder of ${rungs.map(({ name }) => name).join(', ')}`
  })
}

type Described = Pick<LocalPicture, 'label' | 'mediaType' | 'width' | 'height'>

async function textPart(
  directory: string,
  text: string,
  described: Omit<Described, 'mediaType'>,
): Promise<LocalPicture> {
  const path = join(directory, described.label)
  await writeFile(path, text)
  return part(path, { ...described, mediaType: 'application/vnd.apple.mpegurl' })
}

async function part(
  path: string,
  { label, mediaType, width, height }: Described,
): Promise<LocalPicture> {
  return { label, mediaType, width, height, ...(await localBytesAt(path)) }
}

/** Beside that of the file's other work, which may be done at the same time. */
function nameOf({ fileId }: ToLadder): string {
  return `ladder-${fileId}.`
}
