import { createHmac } from 'node:crypto'
import type { Keys } from '../../keys/keys.ts'
import type { Counter } from './guess-store.ts'

// Why these, and why so many: docs/decisions/0019-guessing.md.

/** Guesses at one address, by everybody together. */
export const GUESSES_AT_ONE_ADDRESS = 5
/** Guesses from one network, at all addresses together. */
const GUESSES_FROM_ONE_NETWORK = 10
/** Guesses of somebody who is signed in already. */
const GUESSES_WHEN_SIGNED_IN = 5
/** Guesses at the codes of one account, which have a million values, three of them good. */
const GUESSES_AT_CODES = 5

/** What an attempt to log in counts in. */
export interface LogInCounters {
  /** This address from this network. */
  pair: Counter
  address: Counter
  network: Counter
}

/** The counters of an attempt at an address, as `emailKey` folds it: whether anybody has it or not. */
export function logInCounters(keys: Keys, email: string, network: string): LogInCounters {
  return {
    pair: {
      key: keyedHash(keys, 'pair', network, email),
      limit: GUESSES_AT_ONE_ADDRESS,
    },
    address: { key: keyedHash(keys, 'address', email), limit: GUESSES_AT_ONE_ADDRESS },
    network: { key: keyedHash(keys, 'network', network), limit: GUESSES_FROM_ONE_NETWORK },
  }
}

/** Of somebody signed in, who gives the password once more: nobody else can fill this one. */
export function signedInCounter(keys: Keys, accountId: number): Counter {
  return {
    key: keyedHash(keys, 'signed in', String(accountId)),
    limit: GUESSES_WHEN_SIGNED_IN,
  }
}

/** Of codes beside the password. Nobody comes so far without that. */
export function codeCounter(keys: Keys, accountId: number): Counter {
  return { key: keyedHash(keys, 'code', String(accountId)), limit: GUESSES_AT_CODES }
}

/** The counters of an attempt at a password that several people share. */
export function secretCounters(
  keys: Keys,
  { kind, id, limit }: { kind: string; id: number; limit: number },
  network: string,
): { pair: Counter; ofNetwork: Counter; ofThing: Counter } {
  const thing = String(id)
  return {
    pair: { key: keyedHash(keys, kind, 'pair', network, thing), limit: GUESSES_AT_ONE_ADDRESS },
    ofNetwork: {
      key: keyedHash(keys, kind, 'network', network),
      limit: GUESSES_FROM_ONE_NETWORK,
    },
    ofThing: { key: keyedHash(keys, kind, 'thing', thing), limit },
  }
}

/** What stands for a network where it is remembered. */
export function networkHash(keys: Keys, network: string): string {
  return keyedHash(keys, 'known network', network)
}

/** With the server's key: else whoever has the table could try which addresses are in it. */
function keyedHash(keys: Keys, ...parts: string[]): string {
  return createHmac('sha256', keys.derive('guess counters', ''))
    .update(JSON.stringify(parts))
    .digest('hex')
}
