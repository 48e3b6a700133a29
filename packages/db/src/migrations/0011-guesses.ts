import type { Step } from './step.ts'

export const guesses: Step[] = [
  ({ createTable, column }) =>
    createTable('guesses')
      .addColumn('key_hash', column.hash, (c) => c.primaryKey().notNull())
      .addColumn('attempts', column.integer, (c) => c.notNull())
      .addColumn('ends_at', column.instant, (c) => c.notNull())
      .execute(),
  // For tidying those that are over.
  ({ db }) => db.schema.createIndex('guesses_by_end').on('guesses').column('ends_at').execute(),
  ({ createTable, column }) =>
    createTable('log_in_networks')
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('network_hash', column.hash, (c) => c.notNull())
      .addColumn('last_at', column.instant, (c) => c.notNull())
      .addPrimaryKeyConstraint('log_in_networks_key', ['account_id', 'network_hash'])
      .addForeignKeyConstraint(
        'log_in_networks_account',
        ['account_id'],
        'accounts',
        ['id'],
        (fk) => fk.onDelete('cascade'),
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('log_in_networks_by_network')
      .on('log_in_networks')
      .column('network_hash')
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('log_in_networks_by_last')
      .on('log_in_networks')
      .column('last_at')
      .execute(),
]
