import type { Services } from '@larder/api'
import type { ServerConfig } from '@larder/server/src/server.ts'
import { buildServer } from '@larder/server/src/server.ts'
import { afterwards } from './afterwards.ts'

const config: ServerConfig = {
  logLevel: 'silent',
  rateLimits: { perMinute: 0, perDay: 0 },
  bodyLimit: 100_000,
  corsOrigins: [],
  trustedProxies: [],
}

/**
 * Serves a migrated database from this very process, for tests that get between its parts; answers
 * the URL. Without `directCalls` every call takes tRPC's own adapter; whom `trustedProxies` names may say
 * for whom they call.
 */
export async function serveHere(
  services: Services,
  {
    directCalls = true,
    trustedProxies = [],
  }: { directCalls?: boolean; trustedProxies?: string[] } = {},
): Promise<string> {
  const server = await buildServer({ ...config, trustedProxies }, services, { directCalls })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  afterwards(() => server.close())
  return url
}
