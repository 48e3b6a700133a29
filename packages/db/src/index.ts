export type { Database, DatabaseOptions, Reader, Writer } from './database.ts'
export { openDatabase } from './database.ts'
export { byIndex } from './dialect/by-index.ts'
export { databaseSize } from './dialect/database-size.ts'
export { deleteSome } from './dialect/delete-some.ts'
export type { Engine } from './dialect/engine.ts'
export { engineOf } from './dialect/engine.ts'
export {
  isDeadlock,
  isDuplicate,
  isOrphan,
  isReferenced,
  isUnavailable,
} from './dialect/failures.ts'
export { inThisOrder } from './dialect/in-this-order.ts'
export { insertRows } from './dialect/insert-rows.ts'
export { nextPosition } from './dialect/next-position.ts'
export { parseDatabaseUrl } from './dialect/url.ts'
export { locked } from './locked.ts'
export { migrate, NewerDatabaseError, pendingMigrations } from './migrate.ts'
export type { Param } from './prepared.ts'
export { prepared, preparedInsert, preparedShape, preparedUpdate } from './prepared.ts'
export type * from './tables/index.ts'
export { TryAgain } from './try-again.ts'
