import type { Larder } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { flag, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { exitCodes } from '../../exit-codes.ts'
import { Problem } from '../../problem.ts'
import { inSentences } from './outcome.ts'

export const redo = defineCommand({
  name: 'redo',
  summary: 'Do again what was undone',
  description: 'Takes the number of what was undone, or of the undoing.',
  arguments: { event: required('The number of the event', id) },
  options: { dryRun: flag('Say what would change, and change nothing') },
  examples: [['redo 57']],
  async run({ output, connect }, { event, dryRun }) {
    const larder = await connect()
    const outcome = await larder.freezers.history.undo({
      eventId: await undoingOf(larder, event),
      dryRun,
    })
    output.answer(inSentences(outcome), outcome)
  },
})

/** The event to undo so that what is meant is done again. */
async function undoingOf(larder: Larder, eventId: number): Promise<number> {
  const undoing = await undoingAfter(larder, eventId)
  const { isRedo } = await larder.freezers.history.undo({ eventId: undoing, dryRun: true })
  if (isRedo) return undoing
  throw new Problem(
    exitCodes.conflict,
    `Event ${undoing} is not undone, so it cannot be done again.`,
    `To undo it: larder undo ${undoing}`,
  )
}

/** The event by which an event was undone, or the event itself if it holds. */
async function undoingAfter(larder: Larder, eventId: number): Promise<number> {
  const { isLarderError } = await import('@larder/sdk')
  try {
    await larder.freezers.history.undo({ eventId, dryRun: true })
    return eventId
  } catch (error) {
    if (isLarderError(error) && error.reason === 'ALREADY_UNDONE') return error.details.undoneBy
    throw error
  }
}
