import { defineGroup } from '../../command/define.ts'
import { disableAccount } from './accounts/disable.ts'
import { enableAccount } from './accounts/enable.ts'
import { listAccounts } from './accounts/list.ts'
import { setRole } from './accounts/role.ts'
import { showAccount } from './accounts/show.ts'
import { audit } from './audit.ts'
import { counts } from './counts.ts'
import { invite } from './invitations/invite.ts'
import { listInvitations } from './invitations/list.ts'
import { uninvite } from './invitations/uninvite.ts'

export const admin = defineGroup('admin', 'What staff and administrators may do', [
  listAccounts,
  showAccount,
  disableAccount,
  enableAccount,
  setRole,
  invite,
  listInvitations,
  uninvite,
  counts,
  audit,
])
