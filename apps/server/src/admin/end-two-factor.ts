import { endTwoFactorOf } from '@larder/api'
import { atTheConsole } from './console.ts'
import { parseWords } from './parse-words.ts'

/** Asks an account for no code any more, and ends its sessions. Throws UsageFailure and StartFailure. */
export async function endTwoFactor(args: string[]): Promise<void> {
  const { json, words } = parseWords(args, ['e-mail address'])
  const { 'e-mail address': email } = words
  const account = await atTheConsole(
    async () => undefined,
    (ctx) => endTwoFactorOf(ctx, email),
  )
  if (json) console.log(JSON.stringify(account))
  else console.log(`${account.email} logs in without a code again, and is signed out everywhere.`)
}
