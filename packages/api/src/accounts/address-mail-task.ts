import { defineTask } from '../event-log/tasks/define-task.ts'
import { mailForgottenPassword } from './forgotten-password/mail-forgotten-password.ts'
import { addressMailWork } from './plan-address-mail.ts'
import { mailRegistration } from './registration/mail-registration.ts'

/**
 * Finds out whose an address is, and plans the mail that its owner gets. It is a task so that the
 * command that asks for it does the same for an address that somebody has and for any other.
 */
export const addressMailTask = defineTask({
  ...addressMailWork,
  backOffSeconds: [1, 5, 60, 300, 1_800],
  withinMs: 15_000,
  isPersonal: true,
  perform(services, { payload: asked }) {
    return 'forgotten' in asked
      ? mailForgottenPassword(services, asked)
      : mailRegistration(services, asked)
  },
})
