import { randomUUID } from 'node:crypto'
import type { Neighbours } from '@larder/api'
import type { Logger } from 'pino'

export interface RedisNeighbours extends Neighbours {
  close(): void
}

const options = {
  // What every version of Redis speaks.
  protocol: 2 as const,
  connectTimeout: 5_000,
  retryStrategy: (times: number) => Math.min(times * 200, 5_000),
  // What cannot be said now is not worth saying later.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResubscribe: false,
}

/**
 * Tells the other processes on the same database of commits over Redis, and is told by them. While
 * Redis is away nothing is lost: everybody looks by themselves, only later.
 */
export async function redisNeighbours(
  url: string,
  { channel, log }: { channel: string; log: Logger },
): Promise<RedisNeighbours> {
  // Loaded only here: most servers run without Redis.
  const { Redis } = await import('ioredis')
  const self = randomUUID()
  const [speaker, hearer] = [new Redis(url, options), new Redis(url, options)]
  let isMissed = false
  let told: () => void = () => {}

  const onFailure = (err: unknown): void => {
    if (!isMissed)
      log.warn({ err }, 'Redis is away: other processes are noticed up to 400 ms later')
    isMissed = true
  }
  const listen = async (): Promise<void> => {
    await hearer.subscribe(channel)
    if (isMissed) log.info('Redis is back')
    isMissed = false
    // Something may have been said before.
    told()
  }
  speaker.on('error', onFailure)
  hearer.on('error', onFailure)
  hearer.on('ready', () => void listen().catch(onFailure))
  hearer.on('message', (_channel, from) => {
    if (from !== self) told()
  })
  return {
    tell() {
      if (speaker.status === 'ready') speaker.publish(channel, self).catch(onFailure)
    },
    onTold(listener) {
      told = listener
    },
    close() {
      speaker.disconnect()
      hearer.disconnect()
    },
  }
}
