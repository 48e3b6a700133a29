import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Multipart } from '@fastify/multipart'
import { fastify } from 'fastify'

export type FormParts = AsyncIterator<Multipart>

type Parse = (request: IncomingMessage, response: ServerResponse) => Promise<FormParts>

/** Two short fields come before the file. A second file is let in so that it can be refused. */
const limits = { files: 2, fields: 10, parts: 12, fieldNameSize: 100, fieldSize: 4_096 }

let parser: Promise<Parse> | undefined

/** The parts of a form, one after the other while they come. They fail with errors of the parser. */
export async function formParts(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<FormParts> {
  parser ??= createParser()
  return (await parser)(request, response)
}

/** A plugin belongs to a server, and this one is loaded when somebody sends the first form. */
async function createParser(): Promise<Parse> {
  const { default: multipart } = await import('@fastify/multipart')
  const waiting = new WeakMap<IncomingMessage, (parts: FormParts) => void>()
  const server = fastify()
  // How large a file may be is decided while it comes.
  await server.register(multipart, { limits: { ...limits, fileSize: Number.POSITIVE_INFINITY } })
  server.post('*', (request, reply) => {
    reply.hijack()
    waiting.get(request.raw)?.(request.parts())
  })
  await server.ready()
  return (request, response) =>
    new Promise((resolve) => {
      waiting.set(request, resolve)
      server.routing(request, response)
    })
}
