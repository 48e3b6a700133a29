import type { Database } from '@larder/db'
import type { Credential } from './access/credential.ts'
import { identify } from './access/credential.ts'
import { databaseGuesses } from './accounts/guard/database-guesses.ts'
import type { GuessStore } from './accounts/guard/guess-store.ts'
import { IdentityProviders } from './accounts/identities/providers.ts'
import type { RegistrationMode } from './accounts/registration/admission.ts'
import { Sightings } from './accounts/sessions/sightings.ts'
import type { Storage } from './blobs/storage.ts'
import { noStorage } from './blobs/storage.ts'
import type { Neighbours } from './event-log/event-log.ts'
import { EventLog } from './event-log/event-log.ts'
import { OpenFeeds } from './event-log/feed/open-feeds.ts'
import type { Keys } from './keys/keys.ts'
import { noKeys } from './keys/keys.ts'
import type { Limits } from './limits.ts'
import { defaultLimits } from './limits.ts'
import type { MailService } from './mail/mail-service.ts'
import { noMail } from './mail/mail-service.ts'
import type { Outbound } from './outbound/outbound.ts'
import { createOutbound } from './outbound/outbound.ts'
import type { VideoTools } from './videos/processing/video-tools.ts'
import { noVideoTools } from './videos/processing/video-tools.ts'

/** Where rules get the time from; tests put their own in its place. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** What lives as long as the process. */
export interface Services {
  database: Database
  clock: Clock
  log: EventLog
  feeds: OpenFeeds
  keys: Keys
  outbound: Outbound
  mail: MailService
  /** Where the bytes of files lie. */
  storage: Storage
  identities: IdentityProviders
  limits: Limits
  /** Where attempts to log in are counted. */
  guesses: GuessStore
  /** Who may make an account. */
  registration: RegistrationMode
  sightings: Sightings
  /** What videos are looked at with. */
  videoTools: VideoTools
}

export interface ServiceOptions
  extends Partial<Omit<Services, 'database' | 'log' | 'feeds' | 'sightings'>> {
  neighbours?: Neighbours | undefined
}

/** The services of a process on an open, migrated database. Without `keys` nothing can be derived. */
export function createServices(database: Database, options: ServiceOptions = {}): Services {
  const { neighbours, limits = defaultLimits, ...rest } = options
  return {
    clock: systemClock,
    keys: noKeys,
    outbound: createOutbound(),
    mail: noMail,
    storage: noStorage,
    identities: new IdentityProviders(),
    limits,
    guesses: databaseGuesses(database),
    registration: 'open',
    videoTools: noVideoTools,
    ...rest,
    database,
    log: new EventLog(database, neighbours),
    feeds: new OpenFeeds(limits.feedsPerAccount),
    sightings: new Sightings(database),
  }
}

/** What is known of a request before any procedure runs. */
export interface RequestInfo {
  /** Ties an answer to its log lines and events. */
  id: string
  /** The caller's network address. */
  address: string
  /** What the caller's program calls itself: one line of at most 300 characters, or nothing. */
  device: string
  authorization: string | undefined
  idempotencyKey: string | undefined
  /** Breaks the connection off: for an answer that does not end. */
  hangUp?: (() => void) | undefined
}

/** What every procedure starts from. */
export interface RequestContext extends Services {
  request: RequestInfo
  credential: Credential
}

/** Looks up who is asking: at every request, so that revoking is immediate. */
export async function createRequestContext(
  services: Services,
  request: RequestInfo,
): Promise<RequestContext> {
  const now = services.clock.now()
  const credential = await identify(services.database, request.authorization, now)
  if (credential.kind === 'accepted' && credential.session) {
    services.sightings.note(credential.session, request.address, now)
  }
  return {
    database: services.database,
    clock: services.clock,
    log: services.log,
    feeds: services.feeds,
    keys: services.keys,
    outbound: services.outbound,
    mail: services.mail,
    storage: services.storage,
    identities: services.identities,
    limits: services.limits,
    guesses: services.guesses,
    registration: services.registration,
    sightings: services.sightings,
    videoTools: services.videoTools,
    request,
    credential,
  }
}
