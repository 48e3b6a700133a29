import type { Reader } from '@larder/db'
import { AccountKept } from '../../accounts/leaving/events.ts'
import { AccountEnabled } from '../../admin/events.ts'
import { ChannelRestored } from '../../channels/events.ts'
import { defineProjection } from '../../event-log/projections/define.ts'
import { planTask } from '../../event-log/tasks/plan-task.ts'
import {
  VideoFailed,
  VideoFileReplaced,
  VideoPrivacyChanged,
  VideoPublished,
  VideoReady,
  VideoReplacementFailed,
  VideoRestored,
} from '../../videos/events.ts'
import { announcingTask } from './announcing-task.ts'
import { outcomeTask } from './outcome-task.ts'

/**
 * Plans to tell people of videos, wherever something happens that may make one appear to somebody: at
 * once, or at the time that it is published. Whom it appears to is looked up then, so an event that
 * changed nothing for anybody costs one look.
 */
export const announcementsProjection = defineProjection({
  name: 'announcements',
  version: 1,
  reads: [
    VideoReady,
    VideoFailed,
    VideoFileReplaced,
    VideoReplacementFailed,
    VideoPublished,
    VideoPrivacyChanged,
    VideoRestored,
    ChannelRestored,
    AccountEnabled,
    AccountKept,
  ],
  tables: [],
  async apply(db, events) {
    for (const event of events) {
      const dedupeKey = `event-${event.id}`
      const kind = outcomeIn(event)
      if (kind && 'videoId' in event.payload) {
        const { videoId } = event.payload
        const payload = { kind, videoId, eventId: event.id }
        const task = { dedupeKey, subject: event.stream, payload }
        await planTask(db, outcomeTask, task, new Date(event.at))
      }
      // What else comes of processing lets nobody see what they did not see before.
      if (kind && event.type !== 'VideoReady') continue
      for (const { id, published_at } of await appearing(db, event)) {
        const task = {
          dedupeKey: `${dedupeKey} video-${id}`,
          subject: `video-${id}`,
          payload: { videoId: id },
        }
        const due = published_at > event.at ? published_at : event.at
        await planTask(db, announcingTask, task, new Date(due))
      }
    }
  },
})

/** What became of bytes that came, of which their owner is told. */
function outcomeIn({ type }: { type: string }): 'ready' | 'failed' | undefined {
  if (type === 'VideoReady' || type === 'VideoFileReplaced') return 'ready'
  return type === 'VideoFailed' || type === 'VideoReplacementFailed' ? 'failed' : undefined
}

/** What the event may make appear, now or later. A change after it is an event of its own. */
async function appearing(
  db: Reader,
  { type, at, stream, payload }: { type: string; at: string; stream: string; payload: object },
): Promise<{ id: number; published_at: string }[]> {
  const videos = db
    .selectFrom('videos as video')
    .innerJoin('channels as channel', 'channel.id', 'video.channel_id')
    .select(['video.id', 'video.published_at'])
    .where('video.state', '=', 'ready')
    .where('video.privacy', 'in', ['public', 'members'])
    .where('video.deleted_at', 'is', null)
    .$narrowType<{ published_at: string }>()
    .where('video.published_at', 'is not', null)
  if ('videoId' in payload) {
    return videos.where('video.public_id', '=', String(payload.videoId)).execute()
  }
  // With a channel or an account, what was announced before does not appear anew; and for what is published
  // later, what was planned then is still waiting.
  const hidden = videos
    .where('video.announced_at', 'is', null)
    .where('video.published_at', '<=', at)
    .where(({ eb, or }) =>
      or([
        eb('video.privacy', '=', 'public'),
        eb('video.members_announced_to', 'is', null),
        eb('video.members_announced_to', '<>', eb.ref('video.organisation_id')),
      ]),
    )
  if (type === 'ChannelRestored' && 'channelId' in payload) {
    return hidden.where('video.channel_id', '=', Number(payload.channelId)).execute()
  }
  const accountId = Number(/^account-(\d+)$/.exec(stream)?.[1] ?? 0)
  return hidden.where('channel.account_id', '=', accountId).execute()
}
