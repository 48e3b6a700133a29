import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { engineOf } from './dialect/engine.ts'
import { isAlreadyDone } from './dialect/failures.ts'
import { schemaFor } from './dialect/schema.ts'
import { migrations } from './migrations/index.ts'
import type { Step } from './migrations/step.ts'

/** The database was written by a newer Larder than this one. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError'
  constructor(step: string) {
    super(
      `The database has taken the migration step "${step}", which this version of Larder does not know. ` +
        'Start the newer version again, or restore a backup from before the upgrade.',
    )
  }
}

/** Brings the database up to date and names the steps it took. Safe to call from several processes. */
export async function migrate(database: Database): Promise<string[]> {
  await refuseNewer(database)
  const { error, results } = await migratorOf(database).migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** The steps that `migrate` would take. */
export async function pendingMigrations(database: Database): Promise<string[]> {
  await refuseNewer(database)
  const known = await migratorOf(database).getMigrations()
  return known.filter((step) => !step.executedAt).map((step) => step.name)
}

const TABLE = 'migrations'

/** One entry a DDL statement: MySQL commits each by itself, so each is remembered by itself. */
const steps: Record<string, Migration> = Object.fromEntries(
  Object.entries(migrations).flatMap(([name, statements]) =>
    statements.map((statement, index) => [
      `${name}.${String(index + 1).padStart(2, '0')}`,
      // biome-ignore lint/suspicious/noExplicitAny: Kysely types migrations over any tables.
      { up: (db: Kysely<any>): Promise<void> => carryOut(statement, db) },
    ]),
  ),
)

// MySQL cannot undo DDL: killed between a statement and remembering it, the next start finds it done.
// biome-ignore lint/suspicious/noExplicitAny: Kysely types migrations over any tables.
async function carryOut(statement: Step, db: Kysely<any>): Promise<void> {
  try {
    await statement(schemaFor(db))
  } catch (error) {
    if (engineOf(db) !== 'mysql' || !isAlreadyDone(error)) throw error
  }
}

function migratorOf(database: Database): Migrator {
  return new Migrator({
    db: database.writer,
    provider: { getMigrations: async () => steps },
    migrationTableName: TABLE,
    migrationLockTableName: 'migrations_lock',
  })
}

async function refuseNewer({ writer }: Database): Promise<void> {
  const tables = await writer.introspection.getTables()
  if (!tables.some((table) => table.name === TABLE)) return
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)}`.execute(writer)
  const unknown = rows.find(({ name }) => !(name in steps))
  if (unknown) throw new NewerDatabaseError(unknown.name)
}
