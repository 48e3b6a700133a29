import { z } from 'zod'
import { changing } from './changes.ts'

export const EventId = z
  .int()
  .positive()
  .describe('Id of an event, as the history of a freezer tells it')

const Told = z.object({
  eventId: z.int(),
  type: z.string(),
  text: z.string().describe('In the language of the account'),
})

export const Undone = z.object({
  dryRun: z.boolean(),
  eventId: z
    .int()
    .nullable()
    .describe('The event that was recorded: undo it to turn this round; null on a dry run'),
  action: Told.describe('What is undone, or done again'),
  isRedo: z.boolean().describe('Done again, because what was undone is an undoing'),
  changes: z.array(
    z.object({
      what: z.enum(changing),
      before: z.string().nullable().describe('In words; null: there was none'),
      after: z.string().nullable().describe('In words; null: there is none'),
    }),
  ),
  blockers: z
    .array(Told)
    .describe(
      'On a dry run, the later events that stand in the way: undo them first, in this order',
    ),
  areAll: z.boolean().describe('Whether these are all blockers, and not the latest of very many'),
})
