import { DomainError, refuseExcessiveText } from '@larder/api'
import type { FastifyRequest } from 'fastify'

/**
 * Parses the JSON of a request that makes so many calls; an empty body is no input. Throws
 * INVALID_JSON, and INVALID_INPUT when it is far too much.
 */
export function parseInput(text: string, calls: number): unknown {
  if (text === '') return undefined
  refuseExcessiveText(text, calls)
  try {
    return JSON.parse(text)
  } catch {
    throw new DomainError('INVALID_JSON', {})
  }
}

/** The text of all inputs of a request, wherever tRPC will look for it. */
export function inputText({ method, url, body }: FastifyRequest): string {
  if (method === 'POST') return typeof body === 'string' ? body : ''
  return new URL(url, 'http://localhost').searchParams.get('input') ?? ''
}
