import { eraseAccount, eraseOrganisation } from '../event-log/erase.ts'
import { defineTask } from '../event-log/tasks/define-task.ts'
import { forgetMail } from '../mail/forget-mail.ts'
import { erasingWork } from './plan-erasing.ts'

const MINUTE = 60
const HOUR = 3_600

/**
 * Erases from the log what people who are gone wrote, and from where, and what was written to them. It
 * can be repeated.
 */
export const erasingTask = defineTask({
  ...erasingWork,
  backOffSeconds: [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 24 * HOUR, 24 * HOUR],
  withinMs: HOUR * 1_000,
  isProlonged: true,
  async perform(services, { payload, signal }) {
    const { accountId, organisationIds } = payload
    let events = 0
    for (const id of organisationIds)
      events += await eraseOrganisation(services.database, id, signal)
    events += await eraseAccount(services.database, accountId, signal)
    await forgetMail(services, accountId)
    return `${events} events were gone through.`
  },
})
