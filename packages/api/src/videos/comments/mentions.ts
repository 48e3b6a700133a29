import type { Reader } from '@larder/db'
import { handleKey } from '../../text/handle.ts'

/** Nobody calls on a crowd with one comment. */
const MOST_MENTIONS = 10

const mention = /(?<![\w@./-])@([a-z][a-z0-9]*(?:[._-][a-z0-9]+)*)/gi

/** The accounts whose usernames a text names. */
export async function mentionedIn(db: Reader, text: string): Promise<number[]> {
  const names = [...text.matchAll(mention)].map(([, name = '']) => handleKey(name))
  const keys = [...new Set(names.filter((name) => name.length <= 30))].slice(0, MOST_MENTIONS)
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('username_key', 'in', keys)
    .execute()
  return rows.map(({ id }) => id)
}
