import type { z } from 'zod'
import { standingOf } from '../../accounts/actor.ts'
import { emailKey, foldCase } from '../../accounts/email-key.ts'
import type { AccountRow } from '../../accounts/queries.ts'
import { AccountRole } from '../../accounts/schema.ts'
import { InstantInput } from '../../calendar/instant.ts'
import type { Column } from '../../listing/columns.ts'
import { exactColumn, foldedColumn, integerColumn } from '../../listing/columns.ts'
import { listOf } from '../../listing/list.ts'
import { handleKey } from '../../text/handle.ts'
import { languageOr } from '../../text/language.ts'
import type { AdministeredAccount } from '../schema.ts'

const email: Column<string> = {
  ...foldedColumn('account.email_key'),
  stored: (text) => emailKey(text) ?? foldCase(text),
}

const role: Column<z.infer<typeof AccountRole>> = {
  ...integerColumn('account.role'),
  value: AccountRole,
  stored: (value) => value,
}

/** What accounts may be filtered by. */
export const accountColumns = {
  id: integerColumn('account.id'),
  email,
  name: foldedColumn('account.name_key'),
  username: { ...foldedColumn('account.username_key'), stored: handleKey, nullable: true },
  role,
  createdAt: { ...exactColumn('account.created_at'), value: InstantInput },
}

/** The orders of accounts: as they were created, by address or by name. */
export const accountSorts = { created: ['id'], email: ['email'], name: ['name'] } as const

const instant = (sql: string): Column<string> => ({ ...exactColumn(sql), nullable: true })

export const accountList = listOf({
  columns: {
    ...accountColumns,
    disabledAt: instant('account.disabled_at'),
    leavesAt: instant('account.leaves_at'),
  },
  unique: 'id',
  select: (db) => db.selectFrom('accounts as account').select(shownColumns),
})

/** Never more than this leaves the table for a list. */
const shownColumns = [
  'account.id',
  'account.email',
  'account.display_name',
  'account.username',
  'account.role',
  'account.language',
  'account.stored_bytes',
  'account.created_at',
  'account.disabled_at',
  'account.leaves_at',
] as const

type ShownRow = Pick<
  AccountRow,
  | 'id'
  | 'email'
  | 'display_name'
  | 'username'
  | 'role'
  | 'language'
  | 'stored_bytes'
  | 'created_at'
  | 'disabled_at'
  | 'leaves_at'
>

/** An account as staff sees it. */
export function administered(row: ShownRow): AdministeredAccount {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    username: row.username,
    role: row.role,
    standing: standingOf(row),
    language: languageOr('en', row.language),
    storedBytes: row.stored_bytes,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    leavesAt: row.leaves_at,
  }
}
