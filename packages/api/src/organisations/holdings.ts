import type { Writer } from '@larder/db'

/** What a domain keeps for an organisation, in words, with how much of it there is. */
export interface Holding {
  what: string
  count: number
}

/** What an organisation holds in a domain, in the transaction that would delete it; nothing: []. */
export type Holdings = (db: Writer, organisationId: number) => Promise<Holding[]>
