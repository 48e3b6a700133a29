import { z } from 'zod'
import { defineTask } from '../../event-log/tasks/define-task.ts'
import { holdForCounting } from '../../videos/hold-for-counting.ts'
import { findVideo } from '../../videos/queries.ts'
import { notify } from '../notify.ts'

/** Tells the owner of a video that it is ready, or that it failed: once for every time that it does. */
export const outcomeTask = defineTask({
  kind: 'outcome',
  payload: z.object({ kind: z.enum(['ready', 'failed']), videoId: z.string(), eventId: z.int() }),
  backOffSeconds: [1, 10, 60, 600, 3_600],
  withinMs: 10_000,
  async perform({ database, clock }, { payload }) {
    const { kind, videoId, eventId } = payload
    const told = await database.transaction(async (db) => {
      await holdForCounting(db, { publicId: videoId })
      const video = await findVideo(db, videoId)
      if (!video) return 0
      const about = `event-${eventId}`
      return notify(db, clock, { kind, about, video, commentId: null, to: [video.owner_id] })
    })
    return told === 1 ? 'Told its owner.' : 'Not told: it is not needed.'
  },
})
