import type { Larder } from '@larder/sdk'
import { notFoundProblem } from '../../../problem.ts'

/** The id of an account that was named by its id or its e-mail address. */
export async function accountIdOf(larder: Larder, account: string): Promise<number> {
  if (/^[1-9]\d{0,14}$/.test(account)) return Number(account)
  const where = { email: { eq: account } }
  const { items } = await larder.admin.accounts.list({ where, limit: 1 })
  const [found] = items
  if (found) return found.id
  throw notFoundProblem(
    `There is no account "${account}".`,
    'Search for it: larder admin accounts <text>',
  )
}
