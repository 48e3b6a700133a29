import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { issueFirstAdminCode, startBackground } from '@larder/api'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { readConfig } from '../config.ts'
import { buildServer } from '../server.ts'
import { findVideoTools } from './find-ffmpeg.ts'
import { greet } from './greet.ts'
import { openGuesses } from './open-guesses.ts'
import { openKeys } from './open-keys.ts'
import { openNeighbours } from './open-neighbours.ts'
import { openServices } from './open-services.ts'
import { requireStorage } from './require-storage.ts'
import { codeOf, StartFailure } from './start-failure.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** Starts the server and says where it is. Resolves once it is listening. */
export async function start(): Promise<void> {
  const config = readConfig()
  const videoTools = findVideoTools(config)
  await requireStorage(config)
  const neighbours = await openNeighbours(config)
  const opened = await openServices(config, neighbours)
  const keys = await openKeys(config, opened.database)
  const guesses = await openGuesses(config, opened.database)
  const services = { ...opened, keys, guesses, videoTools }
  const server = await buildServer(config, services)
  const background = startBackground(services, {
    holder: `${hostname().slice(0, 20)}/${process.pid}/${randomUUID().slice(0, 8)}`,
    onFailure: (what, err) => server.failureLog.warn({ what, err }, 'background work failed'),
    onDone: (what, figures) => server.failureLog.info({ what, ...figures }, 'background work done'),
  })
  stopOnSignal(async () => {
    await server.close()
    await background.stop()
    neighbours?.close()
    guesses.close()
    await services.database.close()
  })
  const port = await listen(server, config)
  const code = await issueFirstAdminCode(services.database, services.clock.now())
  console.log(greet(config, { port, adminCode: code, ffmpeg: videoTools.ffmpeg }))
}

/** Answers the port, which is the system's choice when it was configured as 0. */
async function listen(server: FastifyInstance, { host, port }: Config): Promise<number> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    throw explainListenFailure(error, host, port)
  }
  const [address] = server.addresses()
  return typeof address === 'object' ? address.port : port
}

function explainListenFailure(error: unknown, host: string, port: number): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartFailure(
        `Port ${port} on ${host} is taken by another program. Stop that one, or set LARDER_PORT to another port.`,
      )
    case 'EACCES':
      return new StartFailure(
        `This user may not listen on port ${port}. Set LARDER_PORT to one above 1023.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartFailure(
        `"${host}" is not an address of this machine. Set LARDER_HOST to one that is, or to 0.0.0.0 for all.`,
      )
    default:
      return error
  }
}
