import { eraseOrganisation } from '../event-log/erase.ts'
import type { TaskKind } from '../event-log/tasks/define-task.ts'
import type { PlannedTask } from '../event-log/tasks/plan-task.ts'

const KIND = 'erase-organisation'
const MINUTE = 60
const HOUR = 3_600

/** The task that takes what people wrote in a deleted organisation out of the log. */
export function erasureOf(organisationId: number): PlannedTask {
  const subject = `organisation-${organisationId}`
  return { kind: KIND, dedupeKey: subject, subject, payload: { organisationId } }
}

/** Not in the transaction that deletes: a long history would hold everybody up. */
export const organisationErasureTask: TaskKind = {
  kind: KIND,
  backOffSeconds: [MINUTE, 5 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR],
  withinMs: 10 * MINUTE * 1_000,
  isProlonged: true,
  async perform({ database }, { payload, signal }) {
    const { organisationId } = payload as { organisationId: number }
    return `Went through ${await eraseOrganisation(database, organisationId, signal)} events.`
  },
}
