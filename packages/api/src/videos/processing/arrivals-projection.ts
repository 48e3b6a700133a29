import type { Writer } from '@larder/db'
import { defineProjection } from '../../event-log/projections/define.ts'
import { recorder } from '../../event-log/record.ts'
import type { EventOf } from '../../event-log/recorded-event.ts'
import { FileStored } from '../../files/events.ts'
import { holdFile } from '../../files/queries.ts'
import { holdVideoById, isOfOtherVideo } from '../queries.ts'
import { videoMeantBy } from '../uploading.ts'
import { attachFile } from './attach-file.ts'

type Arrival = EventOf<typeof FileStored>

/** Gives videos the bytes that were uploaded for them. */
export const arrivalsProjection = defineProjection({
  name: 'video-arrivals',
  version: 1,
  reads: [FileStored],
  tables: [],
  async apply(db, arrivals: Arrival[]) {
    for (const arrival of arrivals) await take(db, arrival)
  },
})

/**
 * Whose video or file is gone by now, or is not the same owner's, is nobody's business here; nor is a file
 * that its owner made the bytes of another video meanwhile.
 */
async function take(db: Writer, { payload, at, ...event }: Arrival): Promise<void> {
  const videoId = videoMeantBy(payload.purpose)
  if (videoId === undefined || payload.kind !== 'video') return
  const video = await holdVideoById(db, videoId)
  const file = await holdFile(db, payload.fileId)
  if (!video || !file || file.account_id !== video.owner_id) return
  if (await isOfOtherVideo(db, file, video)) return
  const now = new Date(at)
  const record = recorder(db, {
    actor: { accountId: event.accountId, token: null },
    request: { id: event.requestId, address: event.address },
    clock: { now: () => now },
  })
  await attachFile({ db, now, record }, video, file)
}
