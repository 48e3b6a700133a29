import type { Reader } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { renditionsOf } from '../files/queries.ts'
import { chaptersIn } from './chapters.ts'
import { isOfLadder, ladderPath, MASTER_LABEL } from './ladder/labels.ts'
import { resumesOf } from './positions/queries.ts'
import type { VideoRow } from './queries.ts'
import { captionsOf, tagsOf } from './queries.ts'
import { reactionsOf } from './reactions/queries.ts'
import type { Video, VideoFailure, VideoState } from './schema.ts'
import { storyboardOf } from './storyboard.ts'
import { uploadingAmong } from './uploading.ts'

/** Videos as somebody sees them who may. */
export async function shownVideos(
  db: Reader,
  { actor, now }: { actor: Actor | null; now: Date },
  rows: VideoRow[],
): Promise<Video[]> {
  const ids = rows.map(({ id }) => id)
  const tags = await tagsOf(db, ids)
  const captions = await captionsOf(db, ids)
  const fileIds = rows.flatMap(({ file_id }) => (file_id === null ? [] : [file_id]))
  const renditions = await renditionsOf(db, fileIds)
  const reactions = await reactionsOf(db, actor?.accountId, ids)
  const uploading = await uploadingAmong(db, rows, now)
  const resumes = await resumesOf(db, actor, rows)
  const isOf = (id: number) => (each: { video_id: number }) => each.video_id === id
  return rows.map((row) => {
    const isMine = actor?.accountId === row.owner_id
    const isMember = actor?.memberships.some((each) => each.organisationId === row.organisation_id)
    return {
      id: row.public_id,
      channel: { id: row.channel_id, handle: row.channel_handle, name: row.channel_name },
      title: row.title,
      description: row.description,
      tags: tags.filter(isOf(row.id)).map(({ tag }) => tag),
      language: row.language,
      privacy: row.privacy,
      organisationId: isMine || isMember ? row.organisation_id : null,
      publishedAt: row.published_at,
      state: stateOf(row, uploading),
      failure: row.failure as VideoFailure | null,
      replacement: isMine ? replacementOf(row) : null,
      durationMs: row.duration_ms,
      width: row.width,
      height: row.height,
      size: row.size,
      mediaType: row.media_type,
      thumbnail: row.thumbnail,
      pictures: renditions
        .filter(({ file_id, label }) => file_id === row.file_id && !isOfLadder(label))
        .map(({ label, width, height }) => ({ label, width, height })),
      hls: hasLadder(renditions, row) ? { path: ladderPath(row.public_id) } : null,
      storyboard: storyboardAmong(renditions, row),
      chapters: chaptersIn(row.description, row.duration_ms),
      captions: captions.filter(isOf(row.id)).map(({ language, label }) => ({ language, label })),
      views: row.view_count,
      likes: row.like_count,
      dislikes: row.dislike_count,
      comments: row.comment_count,
      resumeAtMs: resumes.get(row.id) ?? null,
      commentsAreOn: row.comments_are_on === 1,
      myReaction: reactions.get(row.id) ?? 'none',
      isMine,
      createdAt: row.created_at,
      deletedAt: row.deleted_at,
    }
  })
}

/** A video as somebody sees it who may. */
export async function shownVideo(
  db: Reader,
  onlooker: { actor: Actor | null; now: Date },
  row: VideoRow,
): Promise<Video> {
  const [video] = await shownVideos(db, onlooker, [row])
  if (!video) throw new Error('A row is shown as a video.')
  return video
}

function storyboardAmong(
  renditions: readonly { file_id: number; label: string }[],
  { file_id: fileId, duration_ms: durationMs }: VideoRow,
): Video['storyboard'] {
  const isThere = renditions.some(
    ({ file_id, label }) => file_id === fileId && label === 'storyboard',
  )
  return isThere && durationMs !== null ? storyboardOf(durationMs) : null
}

function hasLadder(
  renditions: readonly { file_id: number; label: string }[],
  { file_id: fileId }: VideoRow,
): boolean {
  return renditions.some(({ file_id, label }) => file_id === fileId && label === MASTER_LABEL)
}

function stateOf({ id, state }: VideoRow, uploading: ReadonlySet<number>): VideoState {
  const isWithoutBytes = state === 'draft' || state === 'failed'
  return isWithoutBytes && uploading.has(id) ? 'uploading' : state
}

function replacementOf({ incoming_file_id, replacement_failure }: VideoRow): Video['replacement'] {
  if (incoming_file_id !== null) return { state: 'processing', failure: null }
  if (replacement_failure === null) return null
  return { state: 'failed', failure: replacement_failure as VideoFailure }
}
