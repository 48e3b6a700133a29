import { DomainError } from '@larder/api'
import type { FastifyRequest } from 'fastify'

/** How many bodies of the largest size are held at once: of everybody, and of one account. */
const OF_EVERYBODY = 12
const OF_ONE_ACCOUNT = 3

const RETRY_AFTER_SECONDS = 2

interface Held {
  accountId: number
  bytes: number
}

/** Counts the bytes of large bodies, from when they begin to come until they are answered. */
export class HeldBodies {
  readonly #largest: number
  readonly #held = new Map<FastifyRequest, Held>()

  /** `largest`: bytes that one body may have. */
  constructor(largest: number) {
    this.#largest = largest
  }

  /** Makes room for a body of so many bytes, until `letGo`. Throws LARGE_BODIES_BUSY. */
  hold(request: FastifyRequest, accountId: number, bytes: number): void {
    let [all, own] = [bytes, bytes]
    for (const held of this.#held.values()) {
      all += held.bytes
      if (held.accountId === accountId) own += held.bytes
    }
    if (all > OF_EVERYBODY * this.#largest || own > OF_ONE_ACCOUNT * this.#largest) {
      throw new DomainError('LARGE_BODIES_BUSY', { retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    this.#held.set(request, { accountId, bytes })
  }

  letGo(request: FastifyRequest): void {
    this.#held.delete(request)
  }
}
