import type {
  AccessTokensTable,
  AccountsTable,
  FirstAdminCodesTable,
  SessionsTable,
} from './accounts.ts'
import type { EventsTable, IdempotencyKeysTable } from './event-log.ts'
import type {
  FreezersTable,
  ProductsTable,
  ProductTypeNamesTable,
  ProductTypesTable,
} from './freezers.ts'
import type { OrganisationMembersTable, OrganisationsTable } from './organisations.ts'

export type * from './columns.ts'

/** Every table, as Kysely sees it. */
export interface Tables {
  access_tokens: AccessTokensTable
  accounts: AccountsTable
  events: EventsTable
  first_admin_codes: FirstAdminCodesTable
  freezers: FreezersTable
  idempotency_keys: IdempotencyKeysTable
  organisation_members: OrganisationMembersTable
  organisations: OrganisationsTable
  product_type_names: ProductTypeNamesTable
  product_types: ProductTypesTable
  products: ProductsTable
  sessions: SessionsTable
}
