import { defineGroup } from '../../command/define.ts'
import { byMail } from './by-mail/index.ts'
import { deleteAccount } from './delete.ts'
import { exportAccount } from './export.ts'
import { linkIdentity } from './identities/link.ts'
import { listIdentities } from './identities/list.ts'
import { listProviders } from './identities/providers.ts'
import { setPassword } from './identities/set-password.ts'
import { unlinkIdentity } from './identities/unlink.ts'
import { notices } from './notices.ts'
import { accountPicture } from './picture.ts'
import { editAccount } from './profile/edit.ts'
import { publicProfile } from './profile/public-profile.ts'
import { showAccount } from './profile/show.ts'
import { endSession } from './sessions/end.ts'
import { listSessions } from './sessions/list.ts'
import { switchOff } from './two-factor/off.ts'
import { switchOn } from './two-factor/on.ts'
import { recoveryCodes } from './two-factor/recovery-codes.ts'
import { twoFactor } from './two-factor/status.ts'

export const account = defineGroup('account', 'Your account and your profile', [
  showAccount,
  editAccount,
  publicProfile,
  accountPicture,
  ...byMail,
  notices,
  listSessions,
  endSession,
  exportAccount,
  twoFactor,
  switchOn,
  switchOff,
  recoveryCodes,
  deleteAccount,
  listIdentities,
  listProviders,
  linkIdentity,
  unlinkIdentity,
  setPassword,
])
