import { Readable } from 'node:stream'

/** What lies in a store, piece by piece. */
export abstract class BlobBytes extends Readable {
  /**
   * Lets the memory of a piece be used again, so that it does not wait to be collected. Nobody may read it
   * any more, the kernel included. Readers need not do that.
   */
  abstract giveBack(piece: Buffer): void
}
