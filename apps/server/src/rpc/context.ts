import type { RequestContext, Services } from '@larder/api'
import { createRequestContext, toDomainError } from '@larder/api'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import type { FastifyRequest } from 'fastify'
import { clientAddress } from '../client-address.ts'
import { deviceOf } from '../device.ts'

/**
 * Looks up who is asking. Throws UNAVAILABLE while the database cannot be reached. An answer that goes
 * on is ended with `hangUp`.
 */
export async function contextOf(
  services: Services,
  request: FastifyRequest,
  hangUp?: () => void,
): Promise<RequestContext> {
  try {
    const context = await createRequestContext(services, {
      id: request.id,
      address: clientAddress(request),
      device: deviceOf(request),
      authorization: request.headers.authorization,
      idempotencyKey: request.headers['idempotency-key']?.toString(),
      hangUp,
    })
    const { credential } = context
    if (credential.kind === 'accepted') request.accountId = credential.actor.accountId
    request.caller = context
    return context
  } catch (error) {
    // Without a context tRPC could not say which request it was.
    throw toDomainError(getTRPCErrorFromUnknown(error), undefined, request.id)
  }
}
