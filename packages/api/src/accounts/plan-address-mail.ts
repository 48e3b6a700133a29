import { hash } from 'node:crypto'
import type { Writer } from '@larder/db'
import { z } from 'zod'
import { planTask } from '../event-log/tasks/plan-task.ts'
import type { Keys } from '../keys/keys.ts'
import { emailKey } from './email-key.ts'

const ForgottenPassword = z.object({
  forgotten: z.string(),
  request: z.object({ id: z.string(), address: z.string() }),
})
export type ForgottenPassword = z.infer<typeof ForgottenPassword>

/** What somebody wants who gave an address and nothing to show that it is theirs. */
const Asked = z.union(
  [ForgottenPassword, z.object({ registrationId: z.int() })],
  'is neither a registration nor a forgotten password',
)
export type Asked = z.infer<typeof Asked>

/** Finding out what an address is to be told. */
export const addressMailWork = { kind: 'address mail', payload: Asked }

/** Plans to find out, in the transaction of what asks for it. */
export async function planAddressMail(
  db: Writer,
  asked: Asked,
  dedupeKey: string,
  now: Date,
): Promise<void> {
  const task = { dedupeKey, subject: addressMailWork.kind, payload: asked }
  await planTask(db, addressMailWork, task, now)
}

/** What mail for an address is counted under: nobody without the server's key can tell whose it is. */
export function askedFor(keys: Keys, purpose: string, email: string): string {
  const salt = hash('sha256', emailKey(email) ?? email)
  return `${purpose} ${keys.derive('mail to an address', salt).toString('hex').slice(0, 48)}`
}
