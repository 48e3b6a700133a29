import { randomUUID } from 'node:crypto'
import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import { deleteSomeOfChannel } from '../../channels/delete-rows.ts'
import { ChannelPurged, channelStream } from '../../channels/events.ts'
import { channelsWithOwner, purgeChannelRow } from '../../channels/queries.ts'
import type { Chore } from '../../chore.ts'
import type { Services } from '../../context.ts'
import type { RecordEvent } from '../../event-log/record.ts'
import { recorder } from '../../event-log/record.ts'
import { deleteSomeOfVideo } from '../delete-rows.ts'
import { videosWithOwner } from '../queries.ts'
import { purge } from './purge.ts'

/** So long what is in the bin can be restored. */
export const DAYS_IN_BIN = 30
const DAY_MS = 86_400_000

/**
 * Ends what has been in the bin for 30 days, and sweeps the rows of what is gone for ever. Every step is
 * a small transaction that looks again: killed anywhere, or done by several processes, it goes on.
 */
export const purging: Chore = {
  what: 'emptying the bins of channels and videos',
  everyMs: 10_000,
  async perform(services, signal) {
    for (const step of [endVideo, endChannel, sweepVideo, sweepChannel]) {
      while (await inTransaction(services, step)) signal.throwIfAborted()
    }
  },
}

interface Circumstances {
  db: Writer
  record: RecordEvent
  now: Date
}

/** Something of the kind that is due is done; false: nothing is. */
type Step = (circumstances: Circumstances) => Promise<boolean>

function inTransaction(services: Services, step: Step): Promise<boolean> {
  const { database, clock } = services
  return database.transaction((db) => {
    const request = { id: randomUUID(), address: '' }
    const record = recorder(db, { request, clock, actor: { accountId: null, token: null } })
    return step({ db, record, now: clock.now() })
  })
}

async function endVideo({ db, record, now }: Circumstances): Promise<boolean> {
  const due = videosWithOwner(db).where('video.deleted_at', '<=', dueBefore(now)).limit(1)
  const video = await locked(db, due).executeTakeFirst()
  if (video) await purge({ db, record }, video, now)
  return video !== undefined
}

async function endChannel({ db, record, now }: Circumstances): Promise<boolean> {
  const due = channelsWithOwner(db).where('channel.deleted_at', '<=', dueBefore(now)).limit(1)
  const channel = await locked(db, due).executeTakeFirst()
  if (!channel) return false
  await purgeChannelRow(db, channel.id, now)
  await record(channelStream(channel), ChannelPurged({ channelId: channel.id }))
  return true
}

async function sweepVideo({ db, now }: Circumstances): Promise<boolean> {
  const own = db
    .selectFrom('videos')
    .select(['id', 'file_id', 'incoming_file_id'])
    .where('purged_at', 'is not', null)
  const withChannel = db
    .selectFrom('channels as channel')
    .innerJoin('videos as video', 'video.channel_id', 'channel.id')
    .select(['video.id', 'video.file_id', 'video.incoming_file_id'])
    .where('channel.purged_at', 'is not', null)
  const video =
    (await locked(db, own.limit(1)).executeTakeFirst()) ??
    (await locked(db, withChannel.limit(1)).executeTakeFirst())
  if (video) await deleteSomeOfVideo(db, video, now)
  return video !== undefined
}

/** One whose videos are all swept. */
async function sweepChannel({ db, now }: Circumstances): Promise<boolean> {
  const purged = db
    .selectFrom('channels as channel')
    .select('channel.id')
    .where('channel.purged_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('videos').select('videos.id').whereRef('videos.channel_id', '=', 'channel.id'),
        ),
      ),
    )
  const channel = await locked(db, purged.limit(1)).executeTakeFirst()
  if (channel) await deleteSomeOfChannel(db, channel.id, now)
  return channel !== undefined
}

function dueBefore(now: Date): string {
  return new Date(now.getTime() - DAYS_IN_BIN * DAY_MS).toISOString()
}
