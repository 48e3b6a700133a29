import type { parseDatabaseUrl } from '@larder/db'
import { isUnavailable, NewerDatabaseError } from '@larder/db'
import { codeOf, StartFailure } from './start-failure.ts'

type Target = ReturnType<typeof parseDatabaseUrl>

/** Where the data is, for people: never with a password. */
export function describeTarget(target: Target): string {
  if (target.engine === 'sqlite') return target.path
  const { username, host, pathname } = new URL(target.url)
  return `mysql://${username && `${username}@`}${host}${pathname}`
}

/** Says what keeps the database from being opened, or answers the error as it is. */
export function explainDatabaseFailure(error: unknown, target: Target): unknown {
  if (error instanceof NewerDatabaseError) return new StartFailure(error.message)
  const code = codeOf(error)
  const place = describeTarget(target)
  const why = target.engine === 'sqlite' ? whySqlite(code) : whyMysql(code)
  if (why) return new StartFailure(`The database ${place} ${why}`)
  if (!isUnavailable(error)) return error
  return new StartFailure(
    `The database ${place} cannot be reached (${code}). Check that it runs, and DATABASE_URL.`,
  )
}

function whySqlite(code: string): string | undefined {
  switch (code) {
    case 'SQLITE_NOTADB':
      return 'is not a SQLite database. Set DATABASE_URL or LARDER_DATA to another place.'
    case 'SQLITE_CORRUPT':
      return 'is damaged. Restore a backup, or set it aside to start with an empty one.'
    case 'SQLITE_FULL':
      return 'does not fit: the disk is full. Make room and start again.'
    case 'SQLITE_BUSY':
      return 'is being written by another process. Wait for that to end and start again.'
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return `cannot be written (${code}). Give the user that runs Larder the right to.`
    default:
      return undefined
  }
}

function whyMysql(code: string): string | undefined {
  if (/^ER_(DB)?ACCESS_DENIED/.test(code)) {
    return 'refuses the user and password. Check both in DATABASE_URL, and what the user may do.'
  }
  if (code !== 'ER_BAD_DB_ERROR') return undefined
  return 'does not exist on that server. Create it, with "character set utf8mb4".'
}
