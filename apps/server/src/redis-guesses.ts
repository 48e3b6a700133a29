import type { Attempt, Counter, GuessStore, Standing } from '@larder/api'
import { QUIET_MS } from '@larder/api'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'

// Servers of other databases have other keys of their own, so their counters do not mix.
function keyOf({ key }: { key: string }): string {
  return `larder:{guesses}:${key}`
}

export interface RedisGuesses extends GuessStore {
  close(): void
}

interface Options {
  /** Counts while Redis is away: then too nobody gets in uncounted. */
  instead: GuessStore
  log: Logger
}

const connection = {
  // What every version of Redis speaks.
  protocol: 2 as const,
  connectTimeout: 2_000,
  // Somebody is waiting to be logged in.
  commandTimeout: 1_000,
  retryStrategy: (times: number) => Math.min(times * 200, 5_000),
  enableOfflineQueue: false,
  lazyConnect: true,
  maxRetriesPerRequest: 0,
}

// Redis runs a script as one: nobody else counts in between. A counter is a hash of how many and until
// when; it is gone when it is over.
const COUNT = `
local now, quiet = tonumber(ARGV[1]), tonumber(ARGV[2])
local isFull, standings = 0, {}
for i, key in ipairs(KEYS) do
  local attempts = tonumber(redis.call('HGET', key, 'attempts') or 0)
  local endsAt = tonumber(redis.call('HGET', key, 'endsAt') or 0)
  if endsAt <= now then attempts, endsAt = 0, 0 end
  if attempts >= tonumber(ARGV[2 + i]) then isFull = 1 end
  standings[#standings + 1] = attempts
  standings[#standings + 1] = string.format('%d', endsAt)
end
if isFull == 0 then
  for i, key in ipairs(KEYS) do
    redis.call('HSET', key, 'attempts', standings[2 * i - 1] + 1)
    redis.call('HSET', key, 'endsAt', string.format('%d', now + quiet))
    redis.call('PEXPIRE', key, quiet)
  end
end
return { isFull, standings }`

const FORGIVE = `
for i, key in ipairs(KEYS) do
  local endsAt, endedAt, isEmptied = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i]
  local attempts = tonumber(redis.call('HGET', key, 'attempts') or 0)
  if attempts <= 1 or isEmptied == '1' then
    redis.call('DEL', key)
  else
    redis.call('HSET', key, 'attempts', attempts - 1)
    if redis.call('HGET', key, 'endsAt') == endsAt then redis.call('HSET', key, 'endsAt', endedAt) end
  end
end`

/** Counts guesses in Redis, for all servers that use it; in `instead` while it cannot be reached. */
export async function redisGuesses(url: string, { instead, log }: Options): Promise<RedisGuesses> {
  // Loaded only here: most servers run without Redis.
  const { Redis } = await import('ioredis')
  const redis = new Redis(url, connection)
  let isAway = false
  const onFailure = (err: unknown): void => {
    if (!isAway) log.warn({ err }, 'Redis is away: guesses are counted in the database')
    isAway = true
  }
  redis.on('error', onFailure)
  redis.on('ready', () => {
    isAway = false
  })
  await redis.connect().catch(onFailure)
  /** Attempts that are to be taken back where they were counted. */
  const elsewhere = new WeakSet<Attempt>()
  return {
    async count(counters, now) {
      try {
        return await countIn(redis, counters, { keys: counters.map(keyOf), now: now.getTime() })
      } catch (error) {
        onFailure(error)
        const attempt = await instead.count(counters, now)
        elsewhere.add(attempt)
        return attempt
      }
    },
    async forgive(attempt, emptied) {
      if (elsewhere.has(attempt)) return instead.forgive(attempt, emptied)
      const facts = attempt.standings.flatMap(({ key, endsAt, endedAt }) => [
        ...[endsAt, endedAt],
        key === emptied ? 1 : 0,
      ])
      const keys = attempt.standings.map(keyOf)
      // It was right, whatever becomes of the counters: those are over soon.
      await redis.eval(FORGIVE, keys.length, ...keys, ...facts).catch(onFailure)
    },
    close: () => redis.disconnect(),
  }
}

async function countIn(
  redis: Redis,
  counters: readonly Counter[],
  { keys, now }: { keys: string[]; now: number },
): Promise<Attempt> {
  const limits = counters.map(({ limit }) => limit)
  const answer = await redis.eval(COUNT, keys.length, ...keys, now, QUIET_MS, ...limits)
  const [isFull, facts] = answer as [number, (number | string)[]]
  const isCounted = isFull === 0
  const standings = counters.map(({ key, limit }, index): Standing => {
    const [attempts, endedAt] = [Number(facts[2 * index]), Number(facts[2 * index + 1])]
    return isCounted
      ? { key, left: limit - attempts - 1, endsAt: now + QUIET_MS, endedAt }
      : { key, left: limit - attempts, endsAt: endedAt, endedAt }
  })
  return { isCounted, standings }
}
