import type {
  AccessTokensTable,
  AccountsTable,
  FirstAdminCodesTable,
  SessionsTable,
} from './accounts.ts'
import type {
  EventSequenceTable,
  EventsTable,
  IdempotencyKeysTable,
  ParkedEventsTable,
  ProjectionsTable,
  TasksTable,
} from './event-log.ts'
import type {
  FreezerHistoryTable,
  TypeCountsTable,
  TypeDaysOutTable,
} from './freezer-projections.ts'
import type {
  FreezersTable,
  ProductsTable,
  ProductTypeNamesTable,
  ProductTypesTable,
} from './freezers.ts'
import type { OrganisationMembersTable, OrganisationsTable } from './organisations.ts'
import type { ServerKeyTable, WebhookSecretsTable, WebhooksTable } from './webhooks.ts'

export type * from './columns.ts'

/** Every table, as Kysely sees it. */
export interface Tables {
  access_tokens: AccessTokensTable
  accounts: AccountsTable
  event_sequence: EventSequenceTable
  events: EventsTable
  first_admin_codes: FirstAdminCodesTable
  freezer_history: FreezerHistoryTable
  freezers: FreezersTable
  idempotency_keys: IdempotencyKeysTable
  organisation_members: OrganisationMembersTable
  organisations: OrganisationsTable
  parked_events: ParkedEventsTable
  product_type_names: ProductTypeNamesTable
  product_types: ProductTypesTable
  products: ProductsTable
  projections: ProjectionsTable
  server_key: ServerKeyTable
  sessions: SessionsTable
  tasks: TasksTable
  type_counts: TypeCountsTable
  type_days_out: TypeDaysOutTable
  webhook_secrets: WebhookSecretsTable
  webhooks: WebhooksTable
}
