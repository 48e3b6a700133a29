import type { TrackedEnvelope } from '@trpc/server'
import { tracked } from '@trpc/server'
import type { Actor } from '../../access/credential.ts'
import type { Services } from '../../context.ts'
import { audiencesOf } from './audiences.ts'
import { eventFrom } from './event-from.ts'
import type { OpenFeed } from './open-feeds.ts'
import type { Part } from './read-events.ts'
import { readEvents } from './read-events.ts'
import type { EventFilter, FeedItem } from './schema.ts'

/** As much as one feed has in memory, in events. */
const READ_AT_ONCE = 50

/** A feed sleeps for so long at most before it looks again whether its reader may still follow. */
const LONGEST_SLEEP_MS = 15_000

/** What was read may be handed out for so long before that is looked at again. */
const FRESH_MS = 1_000

/** Who gets no events for so long learns how far they have come. */
const MARKED_EVERY_MS = 10_000

const NOTHING: Part = { rows: [], position: 0 }

export interface FeedOptions extends EventFilter {
  all: boolean
  /** Begin after this position. */
  after: number
  /** Looks up again who is following, and throws when they no longer may. */
  readmit: () => Promise<Actor>
  /** Ends it, for good or because the server stops. */
  signal: AbortSignal
}

/**
 * Everything that somebody wants and may see, in order, now and as it happens. What is read waits
 * until its reader takes it, and nothing is read ahead. That the reader may see it is looked up
 * after it was read: nothing leaves that was recorded after a credential was revoked.
 */
export async function* feed(
  { database, log }: Pick<Services, 'database' | 'log'>,
  actor: Actor,
  open: OpenFeed,
  options: FeedOptions,
): AsyncGenerator<TrackedEnvelope<FeedItem>, void, void> {
  const { all, types, stream, signal, readmit } = options
  let reader = actor
  let audiences = audiencesOf(reader, all)
  let after = options.after
  let handedOut = { position: -1, at: Number.NEGATIVE_INFINITY }
  let hasCaughtUp = false
  try {
    for (;;) {
      const head = log.head
      const reading = { audiences, types, stream, after, upTo: head, limit: READ_AT_ONCE }
      const part = after < head ? await readEvents(database.reader, reading) : NOTHING
      let checkedAt = await admitAgain()
      for (const row of part.rows) {
        if (performance.now() - checkedAt > FRESH_MS) checkedAt = await admitAgain()
        if (isOutdated()) break
        yield* handOut(row.position, eventFrom(row, reader.language, audiences))
        after = row.position
      }
      if (isOutdated()) {
        audiences = audiencesOf(reader, all)
        continue
      }
      after = Math.max(after, part.position)
      const isThere = after >= head
      const isSilent = performance.now() - handedOut.at > MARKED_EVERY_MS
      if ((isThere && !hasCaughtUp) || (isSilent && handedOut.position !== after)) {
        yield* handOut(after, { type: 'Bookmark', position: after })
      }
      hasCaughtUp ||= isThere
      if (isThere) await log.waitBeyond(head, LONGEST_SLEEP_MS, signal, audiences)
      // SQLite and a fast reader would leave nobody else a turn.
      else await new Promise(setImmediate)
    }
  } finally {
    open.close()
  }

  async function admitAgain(): Promise<number> {
    signal.throwIfAborted()
    reader = await readmit()
    signal.throwIfAborted()
    return performance.now()
  }

  /** Whether what was read is not what the reader may see by now. */
  function isOutdated(): boolean {
    return String(audiences) !== String(audiencesOf(reader, all))
  }

  function* handOut(position: number, item: FeedItem): Generator<TrackedEnvelope<FeedItem>> {
    open.blockedSince = performance.now()
    yield tracked(String(position), item)
    open.blockedSince = undefined
    handedOut = { position, at: performance.now() }
  }
}
