import type { ColumnDefinitionBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Step } from './step.ts'

export const profiles: Step[] = [
  onAccounts((alter, column) =>
    alter.addColumn('role', column.text(16), (c) => c.notNull().defaultTo('user')),
  ),
  ({ db }) => db.updateTable('accounts').set({ role: 'admin' }).where('is_admin', '=', 1).execute(),
  onAccounts((alter) => alter.dropColumn('is_admin')),
  onAccounts((alter, column) => alter.addColumn('username', column.text(30))),
  onAccounts((alter, column) => alter.addColumn('username_key', column.text(30))),
  ({ db }) =>
    db.schema
      .createIndex('accounts_username')
      .unique()
      .on('accounts')
      .column('username_key')
      .execute(),
  ...['first_name', 'middle_name', 'last_name'].map((name) =>
    onAccounts((alter, column) => alter.addColumn(name, column.text(80), emptyAtFirst)),
  ),
  onAccounts((alter, column) => alter.addColumn('birth_date', column.day)),
  onAccounts((alter, column) => alter.addColumn('biography', column.text(2000), emptyAtFirst)),
  onAccounts((alter, column) =>
    alter.addColumn('public_fields', column.text(400), (c) => c.notNull().defaultTo('[]')),
  ),
  onAccounts((alter, column) => alter.addColumn('email_verified_at', column.instant)),
  onAccounts((alter, column) =>
    alter.addColumn('log_in_notices', column.flag, (c) => c.notNull().defaultTo(1)),
  ),
  onAccounts((alter, column) => alter.addColumn('disabled_at', column.instant)),
  // When an account that its owner deleted is really gone.
  onAccounts((alter, column) => alter.addColumn('leaves_at', column.instant)),
  ({ db }) =>
    db.schema.createIndex('accounts_by_leaving').on('accounts').column('leaves_at').execute(),
  onSessions((alter, column) => alter.addColumn('device', column.text(300), emptyAtFirst)),
  onSessions((alter, column) => alter.addColumn('address', column.text(64), emptyAtFirst)),
  onSessions((alter, column) => alter.addColumn('last_seen_at', column.instant)),
  ({ db }) => db.updateTable('sessions').set({ last_seen_at: sql`created_at` }).execute(),
]

type Alter = ReturnType<Parameters<Step>[0]['db']['schema']['alterTable']>
type Change = (alter: Alter, column: Parameters<Step>[0]['column']) => { execute(): Promise<void> }

function onAccounts(change: Change): Step {
  return ({ db, column }) => change(db.schema.alterTable('accounts'), column).execute()
}

function onSessions(change: Change): Step {
  return ({ db, column }) => change(db.schema.alterTable('sessions'), column).execute()
}

function emptyAtFirst(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull().defaultTo('')
}
