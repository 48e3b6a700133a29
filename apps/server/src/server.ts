import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '@larder/api'
import type { FastifyInstance } from 'fastify'
import { fastify } from 'fastify'
import type { Config } from './config.ts'
import { handleError, handleNotFound } from './error-handler.ts'
import { exportRoute } from './export-route.ts'
import { feedRoutes } from './feeds/routes.ts'
import { downloadRoutes } from './files/download-routes.ts'
import { uploadRoutes } from './files/routes.ts'
import { addFixedHeaders } from './fixed-headers.ts'
import { healthRoutes } from './health.ts'
import { createLog } from './log.ts'
import { rateLimiter } from './rate-limit/limiter.ts'
import { requireArrival } from './request-arrival.ts'
import { requestIdOf } from './request-id.ts'
import { logRequests } from './request-log.ts'
import { keepRefusals } from './rpc/refusals.ts'
import { rpcRoutes } from './rpc/routes.ts'
import { videoRoutes } from './videos/routes.ts'

/** A slow sender of headers holds a connection for this long at most. Bodies: `requireArrival`. */
const HEADERS_ARRIVE_WITHIN_MS = 60_000

const LET_IN_MS = 100

/** As long as a URL can be, for the names of a whole batch stand in one. */
const LONGEST_PATH = 16_384

export type ServerConfig = Pick<
  Config,
  'logLevel' | 'rateLimits' | 'bodyLimit' | 'corsOrigins' | 'trustedProxies'
> &
  Partial<Pick<Config, 'sendfile'>>

/**
 * Builds the HTTP server on an open, migrated database. Call `listen` on it; `close` finishes the
 * running requests first and leaves the database open.
 */
export async function buildServer(
  config: ServerConfig,
  services: Services,
  { directCalls = true } = {},
): Promise<FastifyInstance> {
  const server = fastify({
    genReqId: requestIdOf,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    // Node knows only one for all, and an upload may take hours.
    requestTimeout: 0,
    http: { headersTimeout: HEADERS_ARRIVE_WITHIN_MS },
    // A request that is already here when the server stops is finished like any other.
    return503OnClosing: false,
    routerOptions: { maxParamLength: LONGEST_PATH },
    schemaController: {
      compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas },
    },
    frameworkErrors: handleError,
  })
  discardBodies(server)
  const log = createLog(config.logLevel)
  server.decorate('failureLog', log)
  logRequests(server, log)
  addFixedHeaders(server)
  keepRefusals(server, services, log)
  server.addHook('onClose', () => services.sightings.stop())
  server.addHook('onRequest', (_request, _reply, done) => {
    services.database.readTogether()
    done()
  })
  requireArrival(server)
  closeGently(server, services)
  await allowOrigins(server, config.corsOrigins)
  server.setErrorHandler(handleError)
  server.setNotFoundHandler(handleNotFound)
  await server.register(healthRoutes, { prefix: '/health', database: services.database })
  const limitRate = rateLimiter(config.rateLimits, services.clock)
  await server.register(exportRoute, { prefix: '/account/export', services, limitRate })
  await server.register(uploadRoutes, { prefix: '/files', services, limitRate })
  const { sendfile } = config
  await server.register(downloadRoutes, { prefix: '/files', services, limitRate, sendfile })
  await server.register(videoRoutes, { prefix: '/videos', services, limitRate, sendfile })
  await server.register(feedRoutes, { services, limitRate })
  await server.register(rpcRoutes, {
    prefix: '/trpc',
    services,
    limitRate,
    bodyLimit: config.bodyLimit,
    directCalls,
  })
  return server
}

/** A body is nothing to a route unless it says so. Fastify would hold all of it, even where no route is. */
function discardBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', (_request, body, done) => {
    body.resume()
    done(null)
  })
}

/**
 * Requests that have arrived but were not read yet are let in first; closing would reset them. Then
 * feeds are ended, and connections as they fall idle: what is kept alive would hold up the end.
 */
function closeGently(server: FastifyInstance, { feeds }: Services): void {
  server.addHook('preClose', async () => {
    await sleep(LET_IN_MS)
    feeds.stop()
    const timer = setInterval(() => server.server.closeIdleConnections(), 50).unref()
    server.server.once('close', () => clearInterval(timer))
  })
}

async function allowOrigins(server: FastifyInstance, origins: string[]): Promise<void> {
  if (origins.length === 0) return
  const { default: cors } = await import('@fastify/cors')
  await server.register(cors, {
    origin: origins,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      ...['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'x-request-id'],
      ...['if-match', 'if-none-match', 'if-range', 'range', 'repr-digest'],
      ...['tus-resumable', 'upload-length', 'upload-defer-length', 'upload-metadata'],
      'upload-offset',
    ],
    exposedHeaders: [
      ...['retry-after', 'x-request-id'],
      ...['accept-ranges', 'content-disposition', 'content-range', 'etag'],
      ...['location', 'larder-file', 'tus-resumable', 'tus-version', 'tus-extension'],
      ...['tus-max-size', 'upload-length', 'upload-defer-length', 'upload-metadata'],
      ...['upload-offset', 'upload-expires'],
    ],
    maxAge: 3_600,
    strictPreflight: false,
  })
}

// Procedures are checked by zod. Fastify would load its JSON Schema compilers all the same.
function noSchemas(): never {
  throw new Error('No route of this server has a JSON Schema.')
}
