import type { AccountLinksTable, RegistrationsTable } from './account-links.ts'
import type {
  AccessTokensTable,
  AccountsTable,
  FirstAdminCodesTable,
  SessionsTable,
} from './accounts.ts'
import type { ChannelsTable, FollowsTable } from './channels.ts'
import type { CommentsTable, ReactionsTable } from './comments.ts'
import type {
  EventOriginsTable,
  EventSequenceTable,
  EventsTable,
  IdempotencyKeysTable,
  ParkedEventsTable,
  ProjectionsTable,
  TasksTable,
} from './event-log.ts'
import type { BlobsTable, FilesTable, RenditionsTable, UploadsTable } from './files.ts'
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
import type { GuessesTable, LogInNetworksTable } from './guesses.ts'
import type { IdentitiesTable, SpentIdentityFlowsTable } from './identities.ts'
import type {
  FollowedFeedsTable,
  NotificationChoicesTable,
  NotificationsTable,
  ToldTable,
} from './notifications.ts'
import type {
  OrganisationInvitationsTable,
  OrganisationMembersTable,
  OrganisationsTable,
} from './organisations.ts'
import type { PlaylistItemsTable, PlaylistsTable } from './playlists.ts'
import type { RegistrationInvitationsTable } from './registration-invitations.ts'
import type { RecoveryCodesTable, TwoFactorTable } from './two-factor.ts'
import type { ChannelWordsTable, VideoWordsTable } from './video-search.ts'
import type { CaptionsTable, VideosTable, VideoTagsTable } from './videos.ts'
import type { VideoPositionsTable, VideoViewersTable, VideoViewsTable } from './watching.ts'
import type { ServerKeyTable, WebhookSecretsTable, WebhooksTable } from './webhooks.ts'

export type * from './columns.ts'

/** Every table, as Kysely sees it. */
export interface Tables {
  access_tokens: AccessTokensTable
  account_links: AccountLinksTable
  accounts: AccountsTable
  blobs: BlobsTable
  captions: CaptionsTable
  channel_words: ChannelWordsTable
  channels: ChannelsTable
  comments: CommentsTable
  event_origins: EventOriginsTable
  event_sequence: EventSequenceTable
  events: EventsTable
  files: FilesTable
  first_admin_codes: FirstAdminCodesTable
  followed_feeds: FollowedFeedsTable
  follows: FollowsTable
  freezer_history: FreezerHistoryTable
  freezers: FreezersTable
  guesses: GuessesTable
  idempotency_keys: IdempotencyKeysTable
  log_in_networks: LogInNetworksTable
  identities: IdentitiesTable
  spent_identity_flows: SpentIdentityFlowsTable
  notification_choices: NotificationChoicesTable
  notifications: NotificationsTable
  organisation_invitations: OrganisationInvitationsTable
  organisation_members: OrganisationMembersTable
  organisations: OrganisationsTable
  parked_events: ParkedEventsTable
  playlist_items: PlaylistItemsTable
  playlists: PlaylistsTable
  product_type_names: ProductTypeNamesTable
  product_types: ProductTypesTable
  products: ProductsTable
  projections: ProjectionsTable
  reactions: ReactionsTable
  recovery_codes: RecoveryCodesTable
  registration_invitations: RegistrationInvitationsTable
  registrations: RegistrationsTable
  renditions: RenditionsTable
  server_key: ServerKeyTable
  sessions: SessionsTable
  tasks: TasksTable
  told: ToldTable
  two_factor: TwoFactorTable
  type_counts: TypeCountsTable
  type_days_out: TypeDaysOutTable
  uploads: UploadsTable
  video_positions: VideoPositionsTable
  video_tags: VideoTagsTable
  video_viewers: VideoViewersTable
  video_views: VideoViewsTable
  video_words: VideoWordsTable
  videos: VideosTable
  webhook_secrets: WebhookSecretsTable
  webhooks: WebhooksTable
}
