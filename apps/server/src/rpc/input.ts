import { DomainError } from '@larder/api'
import type { FastifyRequest } from 'fastify'

/** Parses the JSON of a request; an empty body is no input. Throws INVALID_JSON. */
export function parseInput(text: string): unknown {
  if (text === '') return undefined
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
