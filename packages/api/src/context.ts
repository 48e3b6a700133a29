import type { Database } from '@larder/db'
import type { Credential } from './access.ts'
import { identify } from './access.ts'

/** Where rules get the time from; tests put their own in its place. */
export interface Clock {
  now(): Date
}

/** What lives as long as the process. */
export interface Services {
  database: Database
  clock: Clock
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
    request,
    credential: await identify(services.database, request.authorization, services.clock.now()),
  }
}

export const systemClock: Clock = { now: () => new Date() }
