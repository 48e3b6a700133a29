import type { Writer } from '@larder/db'
import type { Clock } from '../../context.ts'
import { notify } from '../../notifications/notify.ts'
import type { VideoRow } from '../queries.ts'
import { mentionedIn } from './mentions.ts'

/**
 * Tells those whom a comment concerns, each of them once and of the nearest reason: whose comment it
 * replies to, who is named in it, and whose video it is. The caller holds the video.
 */
export async function tellOfComment(
  db: Writer,
  clock: Clock,
  {
    video,
    ...comment
  }: {
    video: VideoRow
    id: number
    accountId: number
    text: string
    /** Who wrote what it replies to. */
    repliesTo: number | null
  },
): Promise<void> {
  const notice = { about: `comment-${comment.id}`, video, commentId: comment.id }
  const others = (ids: (number | null)[]): number[] =>
    ids.filter((id) => id !== null && id !== comment.accountId) as number[]
  const reply = others([comment.repliesTo])
  await notify(db, clock, { ...notice, kind: 'reply', to: reply })
  const mentioned = others(await mentionedIn(db, comment.text))
  await notify(db, clock, { ...notice, kind: 'mention', to: mentioned })
  await notify(db, clock, { ...notice, kind: 'comment', to: others([video.owner_id]) })
}
