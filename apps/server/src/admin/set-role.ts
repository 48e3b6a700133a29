import { AccountRole, changeRoleOf } from '@larder/api'
import { UsageFailure } from '../startup/start-failure.ts'
import { atTheConsole } from './console.ts'
import { parseWords } from './parse-words.ts'

/** Gives an account another role on the whole server. Throws UsageFailure and StartFailure. */
export async function setRole(args: string[]): Promise<void> {
  const { json, words } = parseWords(args, ['e-mail address', 'role'])
  const { 'e-mail address': email } = words
  const { data: role } = AccountRole.safeParse(words.role)
  if (!role) {
    throw new UsageFailure(
      `"${words.role}" is not a role. There is ${AccountRole.options.join(', ')}.`,
    )
  }
  const account = await atTheConsole(
    async () => undefined,
    (ctx) => changeRoleOf(ctx, email, role),
  )
  if (json) console.log(JSON.stringify({ ...account, role }))
  else console.log(`${account.email} is now in the role "${role}".`)
}
