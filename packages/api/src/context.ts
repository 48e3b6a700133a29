import type { Database } from '@larder/db'
import type { Credential } from './access.ts'
import { identify } from './access.ts'
import type { Neighbours } from './event-log/event-log.ts'
import { EventLog } from './event-log/event-log.ts'

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
}

/** The services of a process on an open, migrated database. */
export function createServices(
  database: Database,
  clock: Clock = systemClock,
  neighbours?: Neighbours,
): Services {
  return { database, clock, log: new EventLog(database, neighbours) }
}

/** What is known of a request before any procedure runs. */
export interface RequestInfo {
  /** Ties an answer to its log lines and events. */
  id: string
  /** The caller's network address. */
  address: string
  authorization: string | undefined
  idempotencyKey: string | undefined
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
    request,
    credential: await identify(services.database, request.authorization, services.clock.now()),
  }
}
