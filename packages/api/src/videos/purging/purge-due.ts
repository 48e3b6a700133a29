import type { Reader, Writer } from '@larder/db'
import { locked } from '@larder/db'
import type { Chore } from '../../background/chore.ts'
import type { DueWork } from '../../background/one-by-one.ts'
import { oneByOne } from '../../background/one-by-one.ts'
import { deleteSomeOfChannel } from '../../channels/delete-rows.ts'
import { ChannelPurged, channelStream } from '../../channels/events.ts'
import { channelsWithOwner, purgeChannelRow } from '../../channels/queries.ts'
import type { Services } from '../../context.ts'
import type { RecordEvent } from '../../event-log/record.ts'
import { ownRecorder } from '../../event-log/record.ts'
import { deleteSomeOfVideo } from '../delete-rows.ts'
import { videosWithOwner } from '../queries.ts'
import { purge } from './purge.ts'

/** So long what is in the bin can be restored. */
export const DAYS_IN_BIN = 30
const DAY_MS = 86_400_000

/**
 * Ends what has been in the bin for 30 days, and sweeps the rows of what is gone for ever. Every step is
 * a small transaction that looks again: killed anywhere, or done by several processes, it goes on. What
 * cannot be done is tried again the next time, after all else.
 */
export const purging: Chore = {
  what: 'emptying the bins of channels and videos',
  everyMs: 10_000,
  async perform(services, circumstances) {
    for (const step of [endVideo, endChannel, sweepVideo, sweepVideoOfChannel, sweepChannel]) {
      await oneByOne(worked(services, step), circumstances)
    }
  },
}

interface Circumstances {
  db: Writer
  record: RecordEvent
  now: Date
}

interface Step {
  what: string
  /** Some that are due. */
  find(db: Reader, most: number, now: Date): Promise<{ id: number }[]>
  /** Does one, or some of it, if it still is due. */
  perform(circumstances: Circumstances, id: number): Promise<void>
}

function worked({ database, clock }: Services, { what, find, perform }: Step): DueWork {
  return {
    what,
    find: (most) => find(database.reader, most, clock.now()),
    perform: (id) =>
      database.transaction((db) => {
        const record = ownRecorder(db, clock)
        return perform({ db, record, now: clock.now() }, id)
      }),
  }
}

const endVideo: Step = {
  what: 'purging video',
  find: (db, most, now) => videosDue(db, now).limit(most).execute(),
  async perform({ db, record, now }, id) {
    const due = videosDue(db, now).where('video.id', '=', id)
    const video = await locked(db, due).executeTakeFirst()
    if (video) await purge({ db, record }, video, now)
  },
}

function videosDue(db: Reader, now: Date) {
  return videosWithOwner(db).where('video.deleted_at', '<=', dueBefore(now))
}

const endChannel: Step = {
  what: 'purging channel',
  find: (db, most, now) => channelsDue(db, now).limit(most).execute(),
  async perform({ db, record, now }, id) {
    const due = channelsDue(db, now).where('channel.id', '=', id)
    const channel = await locked(db, due).executeTakeFirst()
    if (!channel) return
    await purgeChannelRow(db, channel.id, now)
    await record(channelStream(channel), ChannelPurged({ channelId: channel.id }))
  },
}

function channelsDue(db: Reader, now: Date) {
  return channelsWithOwner(db).where('channel.deleted_at', '<=', dueBefore(now))
}

const sweepVideo: Step = {
  what: 'sweeping video',
  find: (db, most) => purgedVideos(db).limit(most).execute(),
  async perform({ db, now }, id) {
    const purged = purgedVideos(db).where('id', '=', id)
    const video = await locked(db, purged).executeTakeFirst()
    if (video) await deleteSomeOfVideo(db, video, now)
  },
}

function purgedVideos(db: Reader) {
  return db
    .selectFrom('videos')
    .select(['id', 'file_id', 'incoming_file_id'])
    .where('purged_at', 'is not', null)
}

const sweepVideoOfChannel: Step = {
  what: 'sweeping video',
  find: (db, most) => videosOfPurgedChannels(db).limit(most).execute(),
  async perform({ db, now }, id) {
    const purged = videosOfPurgedChannels(db).where('video.id', '=', id)
    const video = await locked(db, purged).executeTakeFirst()
    if (video) await deleteSomeOfVideo(db, video, now)
  },
}

function videosOfPurgedChannels(db: Reader) {
  return db
    .selectFrom('channels as channel')
    .innerJoin('videos as video', 'video.channel_id', 'channel.id')
    .select(['video.id', 'video.file_id', 'video.incoming_file_id'])
    .where('channel.purged_at', 'is not', null)
}

const sweepChannel: Step = {
  what: 'sweeping channel',
  find: (db, most) => emptyPurgedChannels(db).limit(most).execute(),
  async perform({ db, now }, id) {
    const purged = emptyPurgedChannels(db).where('channel.id', '=', id)
    const channel = await locked(db, purged).executeTakeFirst()
    if (channel) await deleteSomeOfChannel(db, channel.id, now)
  },
}

/** Those whose videos are all swept. */
function emptyPurgedChannels(db: Reader) {
  return db
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
}

function dueBefore(now: Date): string {
  return new Date(now.getTime() - DAYS_IN_BIN * DAY_MS).toISOString()
}
