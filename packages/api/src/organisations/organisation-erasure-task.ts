import { z } from 'zod'
import { eraseOrganisation } from '../event-log/erase.ts'
import { defineTask } from '../event-log/tasks/define-task.ts'

const MINUTE = 60
const HOUR = 3_600

/**
 * Takes what people wrote in a deleted organisation out of the log. Not in the transaction that deletes:
 * a long history would hold everybody up.
 */
export const organisationErasureTask = defineTask({
  kind: 'erase-organisation',
  payload: z.object({ organisationId: z.int() }),
  backOffSeconds: [MINUTE, 5 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR],
  withinMs: 10 * MINUTE * 1_000,
  isProlonged: true,
  async perform({ database }, { payload: { organisationId }, signal }) {
    return `Went through ${await eraseOrganisation(database, organisationId, signal)} events.`
  },
})
