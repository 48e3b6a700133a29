import type { Param, Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Actor } from '../../access/credential.ts'
import { authorsOf } from '../../accounts/profile/queries.ts'
import { integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import type { Comment } from './schema.ts'

export type CommentRow = Selectable<Tables['comments']>

export function findComment(db: Reader, id: number): Promise<CommentRow | undefined> {
  return db.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function findComments(db: Reader, ids: number[]): Promise<CommentRow[]> {
  if (ids.length === 0) return []
  return db.selectFrom('comments').selectAll().where('id', 'in', ids).execute()
}

/** The comments of one video that stand by themselves. */
export const standingComments = listOf({
  columns: { id: integerColumn('comment.id') },
  unique: 'id',
  select: (db, param: Param<{ videoId: number }>) =>
    db
      .selectFrom('comments as comment')
      .selectAll()
      .where('comment.video_id', '=', param('videoId'))
      .where('comment.parent_id', 'is', null),
})

/** The replies to one comment. */
export const replies = listOf({
  columns: { id: integerColumn('comment.id') },
  unique: 'id',
  select: (db, param: Param<{ id: number }>) =>
    db.selectFrom('comments as comment').selectAll().where('comment.parent_id', '=', param('id')),
})

/** Inserts a comment, and counts it. The caller holds the video. Answers its id. */
export async function insertComment(
  db: Writer,
  comment: { videoId: number; accountId: number; parentId: number | null; text: string; now: Date },
): Promise<number> {
  const { videoId, accountId, parentId, text, now } = comment
  const { insertId } = await db
    .insertInto('comments')
    .values({
      video_id: videoId,
      account_id: accountId,
      parent_id: parentId,
      text,
      created_at: now.toISOString(),
      edited_at: null,
      deleted_at: null,
    })
    .executeTakeFirstOrThrow()
  if (parentId !== null) await countReplies(db, parentId, 1)
  await countComments(db, videoId, 1)
  return Number(insertId)
}

/**
 * Deletes a comment that was not deleted before, and counts it. The caller holds the video. With
 * replies, a stone stays in its place that says nothing of it; the last reply takes that along.
 */
export async function removeComment(db: Writer, comment: CommentRow, now: Date): Promise<void> {
  const { id, video_id: videoId, parent_id: parentId } = comment
  if (comment.reply_count > 0) {
    await db.deleteFrom('notifications').where('comment_id', '=', id).execute()
    const stone = { account_id: null, text: '', edited_at: null, deleted_at: now.toISOString() }
    await db.updateTable('comments').set(stone).where('id', '=', id).execute()
  } else {
    await db.deleteFrom('comments').where('id', '=', id).execute()
  }
  await countComments(db, videoId, -1)
  if (parentId === null) return
  await countReplies(db, parentId, -1)
  await db
    .deleteFrom('comments')
    .where('id', '=', parentId)
    .where('deleted_at', 'is not', null)
    .where('reply_count', '=', 0)
    .execute()
}

async function countComments(db: Writer, videoId: number, by: number): Promise<void> {
  await db
    .updateTable('videos')
    .set((eb) => ({ comment_count: eb('comment_count', '+', by) }))
    .where('id', '=', videoId)
    .execute()
}

async function countReplies(db: Writer, id: number, by: number): Promise<void> {
  await db
    .updateTable('comments')
    .set((eb) => ({ reply_count: eb('reply_count', '+', by) }))
    .where('id', '=', id)
    .execute()
}

/** Comments as somebody sees them who may watch their videos. */
export async function shownComments(
  db: Reader,
  { actor, ownerOf }: { actor: Actor | null; ownerOf: (comment: CommentRow) => number | undefined },
  rows: CommentRow[],
): Promise<Comment[]> {
  const ids = new Set(rows.flatMap(({ account_id }) => account_id ?? []))
  const authors = await authorsOf(db, [...ids])
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    author: authors.get(row.account_id ?? 0) ?? null,
    isByOwner: row.account_id !== null && row.account_id === ownerOf(row),
    isMine: row.account_id !== null && row.account_id === actor?.accountId,
    text: row.text,
    replies: row.reply_count,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    isDeleted: row.deleted_at !== null,
  }))
}

/** A comment as somebody sees it who may watch its video. Answers undefined when it is gone. */
export async function shownComment(
  db: Reader,
  { actor, ownerId }: { actor: Actor | null; ownerId: number },
  id: number,
): Promise<Comment | undefined> {
  const row = await findComment(db, id)
  return row && (await shownComments(db, { actor, ownerOf: () => ownerId }, [row]))[0]
}
