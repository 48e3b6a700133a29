import { hkdfSync } from 'node:crypto'

/** What is secret and still has to be known again, such as what webhooks are signed with. */
export interface Keys {
  /**
   * 32 bytes that follow from the server's key, a purpose and a salt (hexadecimal). Nothing has to be
   * stored but the salt, which says nothing by itself.
   */
  derive(purpose: string, salt: string): Buffer
}

/** The shortest server key, in bytes. */
export const SHORTEST_KEY = 32

/** Derives everything from the server's key, of at least 32 random bytes. */
export function keysFrom(serverKey: Uint8Array): Keys {
  if (serverKey.length < SHORTEST_KEY) throw new Error('The server key is too short.')
  return {
    derive: (purpose, salt) =>
      Buffer.from(hkdfSync('sha256', serverKey, Buffer.from(salt, 'hex'), `larder ${purpose}`, 32)),
  }
}

/** For programs that need nothing derived: whoever asks all the same is told. */
export const noKeys: Keys = {
  derive(purpose) {
    throw new Error(`This program was started without the server key, which ${purpose} needs.`)
  },
}
