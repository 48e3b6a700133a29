const MYSQL_DUPLICATE_KEY = 1062
/** Table exists, key name exists, row exists. */
const MYSQL_ALREADY_THERE = new Set([1050, 1060, 1061, 1091, MYSQL_DUPLICATE_KEY])
const MYSQL_LOCK_WAIT_TIMEOUT = 1205
const MYSQL_DEADLOCK = 1213
const MYSQL_ROW_IS_REFERENCED = 1451
const MYSQL_NO_REFERENCED_ROW = 1452
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'SQLITE_BUSY',
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_READONLY',
])

interface DriverError {
  code?: string
  errno?: number
  fatal?: boolean
}

/** A unique key refused the row: somebody else has this name, number or address. */
export function isDuplicate(error: unknown): boolean {
  const { code, errno } = asDriverError(error)
  return (
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ||
    errno === MYSQL_DUPLICATE_KEY
  )
}

/** A foreign key refused the deletion: something still refers to the row. */
export function isReferenced(error: unknown): boolean {
  const { code, errno } = asDriverError(error)
  return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || errno === MYSQL_ROW_IS_REFERENCED
}

/** A foreign key refused the row: what it refers to is not there any more. */
export function isOrphan(error: unknown): boolean {
  const { code, errno } = asDriverError(error)
  return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || errno === MYSQL_NO_REFERENCED_ROW
}

/** The statement had already been carried out: what it makes is there, what it drops is gone. */
export function isAlreadyDone(error: unknown): boolean {
  const { errno } = asDriverError(error)
  return errno !== undefined && MYSQL_ALREADY_THERE.has(errno)
}

/** The engine ended this transaction in favour of another; running it again is the remedy. */
export function isDeadlock(error: unknown): boolean {
  const { errno } = asDriverError(error)
  return errno === MYSQL_DEADLOCK || errno === MYSQL_LOCK_WAIT_TIMEOUT
}

/** The database cannot be reached, is full or is busy: nothing the caller did wrong. */
export function isUnavailable(error: unknown): boolean {
  const { code, fatal } = asDriverError(error)
  // A deadlock that is still there after all the attempts: the caller may come back later.
  if (fatal || isDeadlock(error)) return true
  return code !== undefined && (UNREACHABLE.has(code) || /^SQLITE_(BUSY|IOERR)_/.test(code))
}

/** What the driver threw, also when somebody on the way up wrapped it. */
function asDriverError(error: unknown): DriverError {
  if (typeof error !== 'object' || error === null) return {}
  const driverError = error as DriverError & { cause?: unknown }
  const wraps = driverError.errno === undefined && typeof driverError.cause === 'object'
  return wraps && driverError.cause ? { ...driverError, ...driverError.cause } : driverError
}
