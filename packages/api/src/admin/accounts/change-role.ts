import type { Writer } from '@larder/db'
import { refuseLastAdministrator } from '../../accounts/administrators.ts'
import { accountStream } from '../../accounts/events.ts'
import type { AccountRow } from '../../accounts/queries.ts'
import type { AccountRole } from '../../accounts/roles.ts'
import type { RecordEvent } from '../../event-log/record.ts'
import { AccountRoleChanged } from '../events.ts'

/**
 * Gives an account, which is held like all administrators, another role. Throws LAST_ADMINISTRATOR.
 */
export async function changeRole(
  { db, record }: { db: Writer; record: RecordEvent },
  { account, administrators }: { account: AccountRow; administrators: number[] },
  role: AccountRole,
): Promise<void> {
  const { id, role: from } = account
  if (role === from) return
  if (from === 'admin') refuseLastAdministrator(administrators, id)
  await db.updateTable('accounts').set({ role }).where('id', '=', id).execute()
  await record(accountStream(id), AccountRoleChanged({ from, to: role }))
}
