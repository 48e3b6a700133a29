import { hashPassword, resetPasswordOf } from '@larder/api'
import { askPassword } from './ask-password.ts'
import { atTheConsole } from './console.ts'
import { parseWords } from './parse-words.ts'
import { refuseWeak } from './refuse-weak.ts'

/** Gives an account a new password and ends its sessions. Throws UsageFailure and StartFailure. */
export async function resetPassword(args: string[]): Promise<void> {
  const { json, words } = parseWords(args, ['e-mail address'])
  const { 'e-mail address': email } = words
  const account = await atTheConsole(
    async () => {
      const password = await askPassword(`New password for ${email}: `)
      await refuseWeak(password)
      return hashPassword(password)
    },
    (ctx, passwordHash) => resetPasswordOf(ctx, email, passwordHash),
  )
  if (json) console.log(JSON.stringify(account))
  else console.log(`${account.email} has a new password, and is signed out everywhere.`)
}
