import { defineCommand } from '../../command/define.ts'
import { flag, required } from '../../command/parameter.ts'
import { id } from '../../command/parse.ts'
import { inSentences } from './outcome.ts'

export const undo = defineCommand({
  name: 'undo',
  summary: 'Undo what was done to a freezer or a product',
  description:
    'Also when other things were done since: they stay, unless they build on it; then you hear which ones, and nothing changes. "larder freezers history" shows the numbers of events. "larder redo" does it again.',
  arguments: { event: required('The number of the event', id) },
  options: { dryRun: flag('Say what would change, and change nothing') },
  examples: [['undo 57 --dry-run', 'See what would change'], ['undo 57']],
  async run({ output, connect }, { event: eventId, dryRun }) {
    const larder = await connect()
    const outcome = await larder.freezers.history.undo({ eventId, dryRun })
    output.answer(inSentences(outcome), outcome)
  },
})
