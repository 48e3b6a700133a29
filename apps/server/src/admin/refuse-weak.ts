import { NewPassword, requireUncommon } from '@larder/api'
import { StartFailure } from '../startup/start-failure.ts'

/** Throws StartFailure or PASSWORD_COMMON for a password that an account may not have. */
export async function refuseWeak(password: string): Promise<void> {
  const parsed = NewPassword.safeParse(password)
  const [issue] = parsed.error?.issues ?? []
  if (issue) throw new StartFailure(`The password ${issue.message}.`)
  await requireUncommon(password)
}
