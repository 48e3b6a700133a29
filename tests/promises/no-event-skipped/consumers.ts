import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '@larder/api'

export interface Seen {
  id: number
  position: number | null
  stream: string
  version: number
}

export interface Consumer {
  seen: Seen[]
  /** Stops it once it has had a last look. */
  stop(): Promise<void>
}

/** Follows positions, as everything in Larder does. */
export function followPositions({ database, log }: Services): Consumer {
  return follow(async (last) => {
    await log.waitBeyond(last?.position ?? 0, 50)
    return database.reader
      .selectFrom('events')
      .select(['id', 'position', 'stream', 'version'])
      .where('position', '>', last?.position ?? 0)
      .orderBy('position')
      .limit(100)
      .execute()
  })
}

/** Remembers the last id, as one must not: on MySQL transactions commit out of their order. */
export function followIds({ database }: Services): Consumer {
  return follow(async (last) => {
    await sleep(2)
    return database.reader
      .selectFrom('events')
      .select(['id', 'position', 'stream', 'version'])
      .where('id', '>', last?.id ?? 0)
      .orderBy('id')
      .limit(100)
      .execute()
  })
}

function follow(next: (last: Seen | undefined) => Promise<Seen[]>): Consumer {
  const seen: Seen[] = []
  let isStopping = false
  const running = (async () => {
    for (;;) {
      const wasStopping = isStopping
      const more = await next(seen.at(-1))
      seen.push(...more)
      if (wasStopping && more.length === 0) return
    }
  })()
  return {
    seen,
    stop() {
      isStopping = true
      return running
    },
  }
}
