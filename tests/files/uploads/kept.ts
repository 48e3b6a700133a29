import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TestServer } from '#harness'

/** What lies in the directory of bytes that are still arriving. */
export function incomingOf({ directory }: Pick<TestServer, 'directory'>): string[] {
  const incoming = join(directory, 'incoming')
  return existsSync(incoming) ? readdirSync(incoming) : []
}

/** How much of uploads is in the database: of one account, or of all. */
export async function rowsOf({ database }: Pick<TestServer, 'database'>, accountId?: number) {
  const { reader } = database
  const uploads = await reader.selectFrom('uploads').selectAll().execute()
  const files = await reader.selectFrom('files').selectAll().execute()
  const isTheirs = (row: { account_id: number | null }) =>
    accountId === undefined || row.account_id === accountId
  return { uploads: uploads.filter(isTheirs), files: files.filter(isTheirs) }
}
