import type { Database } from '@larder/db'
import type { Credential } from './access.ts'
import { identify } from './access.ts'
import type { Neighbours } from './event-log/event-log.ts'
import { EventLog } from './event-log/event-log.ts'
import { OpenFeeds } from './event-log/feed/open-feeds.ts'
import type { Keys } from './keys.ts'
import { noKeys } from './keys.ts'
import type { Limits } from './limits.ts'
import { defaultLimits } from './limits.ts'
import type { Outbound } from './outbound/outbound.ts'
import { createOutbound } from './outbound/outbound.ts'

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
  limits: Limits
}

export interface ServiceOptions extends Partial<Omit<Services, 'database' | 'log' | 'feeds'>> {
  neighbours?: Neighbours | undefined
}

/** The services of a process on an open, migrated database. Without `keys` nothing can be derived. */
export function createServices(database: Database, options: ServiceOptions = {}): Services {
  const { neighbours, limits = defaultLimits, ...rest } = options
  return {
    clock: systemClock,
    keys: noKeys,
    outbound: createOutbound(),
    limits,
    ...rest,
    database,
    log: new EventLog(database, neighbours),
    feeds: new OpenFeeds(limits.feedsPerAccount),
  }
}

/** What is known of a request before any procedure runs. */
export interface RequestInfo {
  /** Ties an answer to its log lines and events. */
  id: string
  /** The caller's network address. */
  address: string
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
  return {
    database: services.database,
    clock: services.clock,
    log: services.log,
    feeds: services.feeds,
    keys: services.keys,
    outbound: services.outbound,
    limits: services.limits,
    request,
    credential: await identify(services.database, request.authorization, services.clock.now()),
  }
}
