import type { IncomingMessage } from 'node:http'
import type { Services } from '@larder/api'
import { admit, DomainError } from '@larder/api'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { contextOf } from './context.ts'
import { HeldBodies } from './held-bodies.ts'

/** Bytes that are read of anybody's body: about what a connection takes in any case. */
const READ_OF_ANYBODY = 65_536

type Done = (error: Error | null, text?: string) => void

/**
 * Reads bodies as text. What is longer than 64 KiB is read for accounts only, and not of too many at
 * once: Fastify's own reader holds whatever anybody begins to send.
 */
export class BodyReader {
  readonly #services: Services
  readonly #limit: number
  readonly #held: HeldBodies

  /** `limit`: bytes of the largest body. */
  constructor(services: Services, limit: number) {
    this.#services = services
    this.#limit = limit
    this.#held = new HeldBodies(limit)
  }

  /** Wants to see each request before it is read. */
  expect(request: FastifyRequest, reply: FastifyReply): void {
    const { headers } = request.raw
    const mayBeLong =
      headers['transfer-encoding'] !== undefined ||
      Number(headers['content-length']) > READ_OF_ANYBODY
    if (mayBeLong) reply.raw.once('close', () => this.#held.letGo(request))
  }

  /**
   * Reads a body. Fails with BODY_TOO_LARGE, and of one that is longer than 64 KiB with
   * SIGN_IN_REQUIRED, CREDENTIAL_REFUSED, LARGE_BODIES_BUSY and UNAVAILABLE.
   */
  read(request: FastifyRequest, body: IncomingMessage, done: Done): void {
    const limit = this.#limit
    const announced = Number(request.headers['content-length'] ?? Number.NaN)
    if (announced > limit) {
      done(tooLarge(limit))
      return
    }
    const pieces: Buffer[] = []
    let bytes = 0
    let mayBeLong = false
    let isOver = false
    body.on('data', take).on('end', finish).on('error', fail)
    const makeRoom = () => this.#makeRoom(request, announced)

    function take(piece: Buffer): void {
      pieces.push(piece)
      bytes += piece.length
      if (bytes > limit) refuse(tooLarge(limit))
      else if (bytes > READ_OF_ANYBODY && !mayBeLong) {
        mayBeLong = true
        body.pause()
        makeRoom().then(() => body.resume(), refuse)
      }
    }

    function finish(): void {
      stop()
      const [first] = pieces
      const whole = pieces.length === 1 && first ? first : Buffer.concat(pieces, bytes)
      done(null, whole.toString())
    }

    function fail(error: Error): void {
      stop()
      done(Object.assign(error, { statusCode: 400 }))
    }

    /** The rest flows by, so that the answer is not lost. */
    function refuse(error: Error): void {
      if (isOver) return
      stop()
      body.resume()
      done(error)
    }

    function stop(): void {
      isOver = true
      body.off('data', take).off('end', finish).off('error', fail)
    }
  }

  /** Room for a body that proved to be long: as long as it said, or else as it may get. */
  async #makeRoom(request: FastifyRequest, announced: number): Promise<void> {
    const { actor } = admit(await contextOf(this.#services, request), undefined)
    // Whoever is gone by now will not let go any more.
    if (request.raw.destroyed) return
    this.#held.hold(request, actor.accountId, announced || this.#limit)
  }
}

function tooLarge(limitBytes: number): DomainError<'BODY_TOO_LARGE'> {
  return new DomainError('BODY_TOO_LARGE', { limitBytes })
}
