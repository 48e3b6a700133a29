import { hash } from 'node:crypto'
import type { Writer } from '@larder/db'
import type { TaskKind } from '../event-log/tasks/define-task.ts'
import { planTask } from '../event-log/tasks/plan-task.ts'
import type { Keys } from '../keys/keys.ts'
import { emailKey } from './email-key.ts'
import { mailForgottenPassword } from './forgotten-password/mail-forgotten-password.ts'
import { mailRegistration } from './registration/mail-registration.ts'

/** The kind of task that finds out what an address is to be told. */
export const ADDRESS_MAIL = 'address mail'

/** What somebody wants who gave an address and nothing to show that it is theirs. */
export type Asked = { registrationId: number } | ForgottenPassword

export interface ForgottenPassword {
  forgotten: string
  request: { id: string; address: string }
}

/**
 * Finds out whose an address is, and plans the mail that its owner gets. It is a task so that the
 * command that asks for it does the same for an address that somebody has and for any other.
 */
export const addressMailTask: TaskKind = {
  kind: ADDRESS_MAIL,
  backOffSeconds: [1, 5, 60, 300, 1_800],
  withinMs: 15_000,
  isPersonal: true,
  perform(services, { payload }) {
    const asked = payload as Asked
    return 'forgotten' in asked
      ? mailForgottenPassword(services, asked)
      : mailRegistration(services, asked)
  },
}

/** Plans to find out, in the transaction of what asks for it. */
export async function planAddressMail(
  db: Writer,
  asked: Asked,
  dedupeKey: string,
  now: Date,
): Promise<void> {
  const task = { kind: ADDRESS_MAIL, dedupeKey, subject: ADDRESS_MAIL, payload: asked }
  await planTask(db, task, now)
}

/** What mail for an address is counted under: nobody without the server's key can tell whose it is. */
export function askedFor(keys: Keys, purpose: string, email: string): string {
  const salt = hash('sha256', emailKey(email) ?? email)
  return `${purpose} ${keys.derive('mail to an address', salt).toString('hex').slice(0, 48)}`
}
