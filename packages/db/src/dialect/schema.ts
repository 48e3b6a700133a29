import type { CreateTableBuilder, Kysely } from 'kysely'
import { sql } from 'kysely'
import { engineOf } from './engine.ts'

type ColumnType = Parameters<CreateTableBuilder<string>['addColumn']>[1]
type AnyTables = Record<string, Record<string, unknown>>

/** The column types of this project, spelt for each engine. */
export interface ColumnTypes {
  /** A row id, or a reference to one. */
  id: ColumnType
  integer: ColumnType
  flag: ColumnType
  /** `YYYY-MM-DD` */
  day: ColumnType
  /** `YYYY-MM-DDTHH:mm:ss.sssZ` */
  instant: ColumnType
  /** Lower-case hexadecimal SHA-256. */
  hash: ColumnType
  /** At most 16 MB. */
  json: ColumnType
  /** At most 768 characters where it is indexed (a MySQL 8 limit). */
  text: (maxLength: number) => ColumnType
}

const sqliteColumns: ColumnTypes = {
  id: 'integer',
  integer: 'integer',
  flag: 'integer',
  day: 'text',
  instant: 'text',
  hash: 'text',
  json: 'text',
  text: () => 'text',
}

const mysqlColumns: ColumnTypes = {
  id: 'bigint',
  integer: 'integer',
  flag: sql`tinyint`,
  day: 'char(10)',
  instant: 'char(24)',
  hash: 'char(64)',
  json: sql`mediumtext`,
  text: (maxLength) => `varchar(${maxLength})`,
}

/** What a migration step builds with. */
export interface Schema {
  db: Kysely<AnyTables>
  column: ColumnTypes
  /** Starts `create table`: strictly typed on SQLite, binary UTF-8 comparison on MySQL. */
  createTable: (name: string) => CreateTableBuilder<string>
  /**
   * The same for a table whose rows lie in the order of its primary key, as they always do on MySQL: for
   * many short rows that are read by ranges of it.
   */
  createKeyedTable: (name: string) => CreateTableBuilder<string>
  /** Adds a column that is NULL at first and else the id of a row of another table. */
  addReference: (
    name: string,
    reference: { table: string; column: string; to: string },
  ) => Promise<void>
  /** Drops an index, which only MySQL looks for in its table. */
  dropIndex: (name: string, table: string) => Promise<void>
  /**
   * Drops a foreign key on MySQL, where checking it holds the row that it names until the transaction
   * ends. SQLite holds everything anyway, and cannot drop one.
   */
  dropForeignKey: (name: string, table: string) => Promise<void>
}

/** The building kit for the engine behind `db`. */
export function schemaFor(db: Kysely<AnyTables>): Schema {
  const sqlite = engineOf(db) === 'sqlite'
  const options = sqlite
    ? sql`strict`
    : sql`engine = innodb character set utf8mb4 collate utf8mb4_bin`
  return {
    db,
    column: sqlite ? sqliteColumns : mysqlColumns,
    createTable: (name) => db.schema.createTable(name).modifyEnd(options),
    createKeyedTable: (name) =>
      db.schema.createTable(name).modifyEnd(sqlite ? sql`strict, without rowid` : options),
    async addReference(name, { table, column, to }) {
      if (sqlite) {
        // It adds no constraint to a table that is there, unless with its column.
        const refers = db.schema.alterTable(table)
        await refers.addColumn(column, 'integer', (c) => c.references(`${to}.id`)).execute()
        return
      }
      await sql`alter table ${sql.table(table)} add column ${sql.ref(column)} bigint,
        add constraint ${sql.ref(name)} foreign key (${sql.ref(column)}) references ${sql.table(to)} (id)`.execute(
        db,
      )
    },
    dropIndex(name, table) {
      const index = db.schema.dropIndex(name)
      return (sqlite ? index : index.on(table)).execute()
    },
    async dropForeignKey(name, table) {
      if (!sqlite) await db.schema.alterTable(table).dropConstraint(name).execute()
    },
  }
}
