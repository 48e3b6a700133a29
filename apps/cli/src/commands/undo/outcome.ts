import type { RouterOutputs } from '@larder/sdk'

type Outcome = RouterOutputs['freezers']['history']['undo']
type Change = Outcome['changes'][number]

/** What was undone or done again, or would be, in a few sentences. */
export function inSentences(outcome: Outcome): string {
  const { dryRun, eventId, action, isRedo, changes, blockers, areAll } = outcome
  const what = `${isRedo ? 'done again' : 'undone'}: ${action.text}`
  if (blockers.length > 0) {
    const events = blockers.map((blocker) => `${blocker.eventId} (${blocker.text})`)
    return `It could not be ${what}. Undo first, in this order: ${events.join(', ')}${areAll ? '' : ' and more'}.`
  }
  const told = changes.map(inWords).join('; ')
  return dryRun
    ? `It would be ${what}. Then ${told}.`
    : `It is ${what}. Now ${told}. To turn that round: larder undo ${eventId}`
}

const called: Partial<Record<Change['what'], string>> = {
  dateIn: 'day in',
  periodMonths: 'period',
  leaving: 'product',
  archived: 'freezer',
}

function inWords({ what, before, after }: Change): string {
  const name = called[what] ?? what
  if (after === null) return `there is no ${name} ${before}`
  if (before === null) return `there is ${name} ${after}`
  return `${name}: ${after} (not ${before})`
}
