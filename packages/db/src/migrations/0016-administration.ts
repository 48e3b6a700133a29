import type { Step } from './step.ts'

export const administration: Step[] = [
  ({ db, column }) =>
    db.schema
      .alterTable('accounts')
      .addColumn('name_key', column.text(320), (c) => c.notNull().defaultTo(''))
      .execute(),
  async ({ db }) => {
    const accounts = await db.selectFrom('accounts').select(['id', 'display_name']).execute()
    for (const { id, display_name } of accounts) {
      const name_key = folded(String(display_name))
      await db.updateTable('accounts').set({ name_key }).where('id', '=', id).execute()
    }
  },
  ({ db, column }) =>
    db.schema.alterTable('accounts').addColumn('disabled_reason', column.text(500)).execute(),
  accountsBy('name', ['name_key', 'id']),
  // For holding the administrators, and no one else.
  accountsBy('role', ['role', 'id']),
  accountsBy('creation', ['created_at', 'id']),
]

function accountsBy(name: string, columns: string[]): Step {
  return ({ db }) =>
    db.schema.createIndex(`accounts_by_${name}`).on('accounts').columns(columns).execute()
}

// What `fold` of the API does; a migration stays as it is, whatever becomes of that.
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().slice(0, 320)
}
