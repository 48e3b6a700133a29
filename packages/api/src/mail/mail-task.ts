import { emailKey } from '../accounts/email-key.ts'
import { OVER_A_DAY } from '../event-log/tasks/back-off.ts'
import { AttemptFailed, defineTask, GiveUp } from '../event-log/tasks/define-task.ts'
import { mails } from '../mails.ts'
import { messageOf } from './message.ts'
import { mailWork } from './plan-mail.ts'

const WITHIN_MS = 20_000

/** Sends a mail, or writes it into the outbox. */
export const mailTask = defineTask({
  ...mailWork,
  backOffSeconds: OVER_A_DAY,
  withinMs: WITHIN_MS,
  isPersonal: true,
  async perform(services, task) {
    const { mail: name, values, to } = task.payload
    const mail = mails.get(name)
    if (!mail) throw new GiveUp(`This version of Larder knows no mail "${name}".`)
    if (emailKey(to.email) === null) throw new GiveUp('This is not an e-mail address.')
    const letter = await mail.compose(services, values, to.language)
    if (!letter) return 'Not sent: it is not needed any more.'
    const message = messageOf(letter, {
      to,
      planned: task,
      at: services.clock.now(),
      service: services.mail,
    })
    try {
      return withoutAddress(await services.mail.deliver(message, task.signal), to.email)
    } catch (error) {
      if (error instanceof GiveUp) throw new GiveUp(withoutAddress(error.message, to.email))
      if (task.signal.aborted) throw new AttemptFailed(`Not done within ${WITHIN_MS / 1_000} s.`)
      if (!(error instanceof AttemptFailed)) throw error
      throw new AttemptFailed(withoutAddress(error.message, to.email))
    }
  },
})

/** Servers repeat the address when they refuse it. Outcomes are shown, and kept for longer. */
function withoutAddress(outcome: string, email: string): string {
  return outcome.replaceAll(email, 'the address')
}
