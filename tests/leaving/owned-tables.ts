import type { Database } from '@larder/db'
import { sql } from 'kysely'

/** A table, as far as it says whose its rows are. */
export interface TableFacts {
  name: string
  columns: string[]
  /** The tables that it refers to. */
  refersTo: string[]
}

/** Columns that say whose a row is, or to whom it speaks. */
const telling =
  /^(?:.*_)?(?:account_id|organisation_id|household_id|owner_id|invited_by|created_by)$|^(?:audience|stream|subject|email|email_key|address|value|payload)$/

/** Whose these are the schema says: the roots, what names them, and what refers to any of those. */
export function ownedTables(tables: TableFacts[]): string[] {
  const owned = new Set(['accounts', 'organisations'])
  for (const { name, columns } of tables) {
    if (columns.some((column) => telling.test(column))) owned.add(name)
  }
  for (let size = -1; size !== owned.size; ) {
    size = owned.size
    for (const { name, refersTo } of tables) {
      if (refersTo.some((other) => owned.has(other))) owned.add(name)
    }
  }
  return [...owned].sort()
}

/** Reads what tables there are. */
export async function readSchema(database: Database): Promise<TableFacts[]> {
  const tables = await database.writer.introspection.getTables()
  const references = await readReferences(database)
  return tables.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => column.name),
    refersTo: references.filter(({ from }) => from === name).map(({ to }) => to),
  }))
}

async function readReferences({
  writer,
  engine,
}: Database): Promise<{ from: string; to: string }[]> {
  const question =
    engine === 'sqlite'
      ? sql<{ from: string; to: string }>`select tables.name as "from", keys."table" as "to"
          from sqlite_master as tables, pragma_foreign_key_list(tables.name) as keys
          where tables.type = 'table'`
      : sql<{ from: string; to: string }>`select table_name as \`from\`,
          referenced_table_name as \`to\` from information_schema.key_column_usage
          where table_schema = database() and referenced_table_name is not null`
  return (await question.execute(writer)).rows
}
