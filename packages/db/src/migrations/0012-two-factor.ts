import type { Step } from './step.ts'

export const twoFactor: Step[] = [
  ({ createTable, column }) =>
    createTable('two_factor')
      .addColumn('account_id', column.id, (c) => c.primaryKey().notNull())
      .addColumn('salt', column.hash, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('confirmed_at', column.instant)
      .addColumn('last_step', column.integer, (c) => c.notNull())
      .addForeignKeyConstraint('two_factor_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  ({ createTable, column }) =>
    createTable('recovery_codes')
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('code_hash', column.hash, (c) => c.notNull())
      .addPrimaryKeyConstraint('recovery_codes_key', ['account_id', 'code_hash'])
      .addForeignKeyConstraint('recovery_codes_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
]
