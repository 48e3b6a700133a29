import { z } from 'zod'
import { DomainError } from '../../../errors/map.ts'
import { eventInWords } from '../../../event-log/words/event-in-words.ts'
import { command } from '../../../procedures/trpc.ts'
import { authorizeEvent } from '../../policy.ts'
import { undoneBy } from './actions.ts'
import { changesBetween } from './changes.ts'
import { doing } from './doing.ts'
import { findEvent } from './find-event.ts'
import { holdFreezersOf } from './hold-freezers.ts'
import { namesOf } from './names.ts'
import type { UndoPlan } from './plan-undo.ts'
import { planUndo } from './plan-undo.ts'
import { RecordedHousehold } from './recorded-household.ts'
import { EventId, Undone } from './schema.ts'
import { tellBlockers } from './told.ts'
import { undoingOf } from './undoing.ts'
import { requireWithin } from './within-household.ts'
import { writeState } from './write-state.ts'

export const undoAction = command({
  summary:
    'Undoes what was done to a freezer or a product, also when it was not the last thing. Undoing that does it again.',
  scope: 'freezers:write',
  reasons: [
    'NOT_UNDOABLE',
    'ALREADY_UNDONE',
    'UNDO_BLOCKED',
    'UNDO_ERASED',
    'UNDO_ACROSS_HOUSEHOLDS',
  ],
  input: z.strictObject({
    eventId: EventId,
    dryRun: z.boolean().default(false).describe('Say what would change, and change nothing'),
  }),
  output: Undone,
}).mutation(async ({ ctx, input: { eventId, dryRun } }) => {
  const { db, actor } = ctx
  const { language } = actor
  const { thing, householdId } = await findEvent(ctx, eventId)
  const held = await holdFreezersOf(db, thing)
  const plan = await planUndo(new RecordedHousehold(db, householdId), thing, eventId)
  if (!plan) throw new DomainError('NOT_FOUND', { what: 'event', id: eventId })
  const { action, isRedo, before, after, areAll } = plan
  authorizeEvent(actor, doing[action.deed.type], { id: eventId, householdId })
  requireNotUndone(plan, eventId)
  await requireWithin(db, { thing, householdId, held }, plan, eventId)
  const blockers = await tellBlockers(db, language, plan.blockers)
  const isPossible = plan.blockers.length === 0
  if (!isPossible && !dryRun) throw new DomainError('UNDO_BLOCKED', { eventId, blockers, areAll })
  if (isPossible && plan.isLost) throw new DomainError('UNDO_ERASED', { eventId })
  const names = await namesOf(db, language, {
    freezerIds: [before, after].flatMap(({ place }) => (place ? [place.freezerId] : [])),
    typeIds: [before, after].flatMap(({ typeId }) => (typeId === undefined ? [] : [typeId])),
  })
  return {
    dryRun,
    eventId: isPossible && !dryRun ? await carryOut(plan) : null,
    action: {
      eventId: action.deed.id,
      type: action.deed.type,
      text: eventInWords(language, action.deed),
    },
    isRedo,
    changes: isPossible ? changesBetween(thing, before, after, language, names) : [],
    blockers,
    areAll,
  }

  async function carryOut(plan: UndoPlan): Promise<number> {
    await writeState(db, { thing, householdId }, plan.before, plan.after)
    const { stream, event } = undoingOf(plan, householdId)
    return ctx.record(stream, event)
  }
})

function requireNotUndone({ action }: UndoPlan, eventId: number): void {
  const by = undoneBy(action, eventId)
  if (by) throw new DomainError('ALREADY_UNDONE', { eventId, undoneBy: by.id })
}
