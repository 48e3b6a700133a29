import { setTimeout as sleep } from 'node:timers/promises'
import type { Reader, Writer } from '@larder/db'
import { z } from 'zod'
import type { Clock } from '../../context.ts'
import { OVER_SEVEN_HOURS } from '../../event-log/tasks/back-off.ts'
import { defineTask } from '../../event-log/tasks/define-task.ts'
import { holdForCounting } from '../../videos/hold-for-counting.ts'
import { mayFind, mayWatch } from '../../videos/policy.ts'
import type { VideoRow } from '../../videos/queries.ts'
import { findVideoById } from '../../videos/queries.ts'
import { notify } from '../notify.ts'

/** Short enough that whoever comments on the video meanwhile waits for milliseconds. */
const FOLLOWERS_AT_ONCE = 50

const WITHIN_MS = 600_000

/**
 * Tells those who follow a channel of a video on it, as far as they find it at this moment. It goes
 * through the followers in the order of their ids, a few in each transaction; repeated, broken off, or
 * done by two processes at once, it tells nobody twice, for who was told is written down with it.
 */
export const announcingTask = defineTask({
  kind: 'announcing',
  payload: z.object({ videoId: z.int() }),
  backOffSeconds: OVER_SEVEN_HOURS,
  withinMs: WITHIN_MS,
  isProlonged: true,
  async perform({ database, clock }, { payload: { videoId }, signal }) {
    let told = 0
    for (let after: number | undefined = 0; after !== undefined; ) {
      signal.throwIfAborted()
      const began = performance.now()
      const from: number = after
      const part = await database.transaction((db) => tellSome(db, clock, { videoId, after: from }))
      told += part.told
      after = part.reached
      // Half of the time is that of others who write: SQLite lets one of them at a time.
      if (after !== undefined) await sleep(performance.now() - began)
    }
    return `${told} followers were told.`
  },
})

/** Tells the next few. `reached` is undefined when there are no more, or nobody finds the video now. */
async function tellSome(
  db: Writer,
  clock: Clock,
  { videoId, after }: { videoId: number; after: number },
): Promise<{ told: number; reached: number | undefined }> {
  await holdForCounting(db, { id: videoId })
  const video = await findVideoById(db, videoId)
  if (!video || !isForOthers(video, clock.now())) return { told: 0, reached: undefined }
  const about = `video-${videoId}`
  const since = await announcedAt(db, video, clock.now())
  const to = await followersOf(db, video, { after, about, since })
  const told = await notify(db, clock, { kind: 'new video', about, video, commentId: null, to })
  return { told, reached: to.length < FOLLOWERS_AT_ONCE ? undefined : to.at(-1) }
}

/** Whether there may be anybody else who finds it. Which of them do is asked one by one. */
function isForOthers(video: VideoRow, now: Date): boolean {
  if (mayFind(video, { actor: null, now })) return true
  // To members it shows when it would show to whoever has a link: it is out then, and in no bin.
  return video.privacy === 'members' && mayWatch(video, { actor: null, now, hasGrant: true })
}

/**
 * When those whom a video is for were first told of it: from now on, if they were not. That its members
 * were told does not count for everybody, nor for the members of another organisation.
 */
async function announcedAt(db: Writer, video: VideoRow, now: Date): Promise<string> {
  const { id, privacy, organisation_id, announced_at, members_announced_at } = video
  if (announced_at !== null) return announced_at
  const isForMembers = privacy === 'members'
  if (isForMembers && members_announced_at && video.members_announced_to === organisation_id) {
    return members_announced_at
  }
  const at = now.toISOString()
  const announced = isForMembers
    ? { members_announced_at: at, members_announced_to: organisation_id }
    : { announced_at: at }
  await db.updateTable('videos').set(announced).where('id', '=', id).execute()
  return at
}

/**
 * The next who follow its channel and were not told, by their ids. It is not new to who follows it, or
 * became a member, later than `since`.
 */
async function followersOf(
  db: Reader,
  { channel_id, privacy, organisation_id }: VideoRow,
  { after, about, since }: { after: number; about: string; since: string },
): Promise<number[]> {
  const rows = await db
    .selectFrom('follows as follow')
    .select('follow.account_id')
    .where('follow.channel_id', '=', channel_id)
    .where('follow.account_id', '>', after)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('told')
            .select('told.account_id')
            .where('told.about', '=', about)
            .whereRef('told.account_id', '=', 'follow.account_id'),
        ),
      ),
    )
    .where('follow.created_at', '<=', since)
    .$if(privacy === 'members', (query) =>
      query
        .innerJoin('organisation_members as member', 'member.account_id', 'follow.account_id')
        .where('member.organisation_id', '=', organisation_id ?? 0)
        .where('member.joined_at', '<=', since),
    )
    .orderBy('follow.account_id')
    .limit(FOLLOWERS_AT_ONCE)
    .execute()
  return rows.map(({ account_id }) => account_id)
}
