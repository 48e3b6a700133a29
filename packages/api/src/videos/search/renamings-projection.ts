import { ChannelEdited } from '../../channels/events.ts'
import { defineProjection } from '../../event-log/projections/define.ts'
import { planTask } from '../../event-log/tasks/plan-task.ts'
import { renamingTask } from './renaming-task.ts'

/**
 * Plans to write a channel's new name into its videos. Not with the words of the channel, in one
 * transaction: with ten thousand videos everybody else who writes would wait for seconds.
 */
export const renamingsProjection = defineProjection({
  name: 'renamings',
  version: 1,
  reads: [ChannelEdited],
  tables: [],
  async apply(db, events) {
    for (const { id, at, stream, payload } of events) {
      if (!payload.changed.includes('name')) continue
      const { channelId } = payload
      const task = { dedupeKey: `event-${id}`, subject: stream, payload: { channelId } }
      await planTask(db, renamingTask, task, new Date(at))
    }
  },
})
