import type { Reader, Writer } from '@larder/db'
import { insertRows } from '@larder/db'
import type { Actor } from '../access/credential.ts'
import { accountStream } from '../accounts/events.ts'
import { findActors, findRecipients } from '../accounts/queries.ts'
import type { Clock } from '../context.ts'
import { ownRecorder } from '../event-log/record.ts'
import { planMail } from '../mail/plan-mail.ts'
import type { VideoRow } from '../videos/queries.ts'
import { choicesOf } from './choices/queries.ts'
import { NotificationAdded } from './events.ts'
import { notificationMail } from './mails.ts'
import { mayBeTold } from './policy.ts'
import type { Choice, NotificationKind } from './schema.ts'

export interface Notice {
  kind: NotificationKind
  /** Nobody is told twice of the same: `video-12`, `comment-7`, `event-99`. */
  about: string
  video: VideoRow
  commentId: number | null
  /** Accounts, few enough for one transaction. */
  to: number[]
}

/**
 * Tells people of something, each as they chose, unless they were told of it or may not find the video at
 * this moment. The caller holds the video, so that none of that changes meanwhile: in the app, on the
 * feed and by mail it is one transaction, and happens once. Answers how many were told.
 */
export async function notify(db: Writer, clock: Clock, notice: Notice): Promise<number> {
  const now = clock.now()
  const ids = await notYetTold(db, notice)
  if (ids.length === 0) return 0
  const actors = await findActors(db, ids)
  const isFor = (actor: Actor): boolean =>
    actor.standing === 'active' && mayBeTold(notice.video, { actor, now })
  const told = [...actors.values()].filter(isFor).map(({ accountId }) => accountId)
  if (told.length === 0) return 0
  const { about, video, kind } = notice
  const rows = told.map((account_id) => ({ about, account_id, video_id: video.id }))
  await insertRows(db, 'told', rows)
  const choices = await choicesOf(db, told, kind)
  const chose = (how: keyof Choice) => told.filter((id) => choices.get(id)?.[how])
  for (const accountId of chose('inApp')) await tellInApp(db, clock, { ...notice, accountId })
  await planMails(db, notice, chose('mail'), now)
  return told.length
}

async function notYetTold(db: Reader, { about, to }: Notice): Promise<number[]> {
  if (to.length === 0) return []
  const rows = await db
    .selectFrom('told')
    .select('account_id')
    .where('about', '=', about)
    .where('account_id', 'in', to)
    .execute()
  const told = new Set(rows.map(({ account_id }) => account_id))
  return [...new Set(to)].filter((id) => !told.has(id))
}

async function tellInApp(
  db: Writer,
  clock: Clock,
  { accountId, kind, video, commentId }: Notice & { accountId: number },
): Promise<void> {
  const { insertId } = await db
    .insertInto('notifications')
    .values({
      account_id: accountId,
      kind,
      video_id: video.id,
      comment_id: commentId,
      created_at: clock.now().toISOString(),
      read_at: null,
    })
    .executeTakeFirstOrThrow()
  // Who did what it is about shows when it is read.
  const record = ownRecorder(db, clock)
  const added = NotificationAdded({ notificationId: Number(insertId), kind })
  await record(accountStream(accountId), added)
}

async function planMails(
  db: Writer,
  { kind, about, video, commentId }: Notice,
  accountIds: number[],
  now: Date,
): Promise<void> {
  for (const [accountId, to] of await findRecipients(db, accountIds)) {
    const values = { kind, accountId, videoId: video.id, commentId }
    const dedupeKey = `notification ${about} ${accountId}`
    await planMail(db, { mail: notificationMail, values, to, accountId, dedupeKey }, now)
  }
}
