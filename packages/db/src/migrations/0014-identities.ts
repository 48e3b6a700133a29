import type { Step } from './step.ts'

export const identities: Step[] = [
  ({ createTable, column }) =>
    createTable('identities')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('identity_key', column.hash, (c) => c.notNull())
      .addColumn('provider', column.text(40), (c) => c.notNull())
      .addColumn('email', column.text(254))
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('last_used_at', column.instant)
      .addUniqueConstraint('identities_key', ['identity_key'])
      .addForeignKeyConstraint('identities_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('identities_by_account')
      .on('identities')
      .columns(['account_id', 'id'])
      .execute(),
  ({ createTable, column }) =>
    createTable('spent_identity_flows')
      .addColumn('flow_hash', column.hash, (c) => c.primaryKey().notNull())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('expires_at', column.instant, (c) => c.notNull())
      .addForeignKeyConstraint(
        'spent_identity_flows_account',
        ['account_id'],
        'accounts',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('spent_identity_flows_by_end')
      .on('spent_identity_flows')
      .column('expires_at')
      .execute(),
]
