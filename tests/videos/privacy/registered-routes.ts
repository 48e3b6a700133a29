import { createServices } from '@larder/api'
import { openDatabase } from '@larder/db'
import { buildServer } from '@larder/server/src/server.ts'
import { freshDatabase } from '#harness'

/** Every address that a server answers to, as `GET /videos/:id/stream`. */
export async function registeredRoutes(): Promise<string[]> {
  const database = openDatabase({ url: (await freshDatabase()).databaseUrl })
  const config = {
    logLevel: 'silent' as const,
    rateLimits: { perMinute: 0, perDay: 0 },
    bodyLimit: 1_000,
    corsOrigins: [],
    trustedProxies: [],
  }
  const server = await buildServer(config, createServices(database))
  await server.ready()
  const tree = server.printRoutes({ commonPrefix: false })
  await server.close()
  await database.close()
  return addressesIn(tree)
}

/** The tree that Fastify draws: a line for each part of an address, deeper ones farther in. */
function addressesIn(tree: string): string[] {
  const parts: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods] =
      /^([\s│├└─]*)(\S.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (part === '') return []
    const depth = Math.round(indent.length / 4)
    parts.length = depth
    parts[depth] = part
    const address = parts.join('')
    return (methods ?? '').split(', ').flatMap((method) => (method ? [`${method} ${address}`] : []))
  })
}
