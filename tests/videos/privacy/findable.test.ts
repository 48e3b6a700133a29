import type { Actor } from '@larder/api/src/access/credential.ts'
import { findActor } from '@larder/api/src/accounts/queries.ts'
import { findable, mayFind } from '@larder/api/src/videos/policy.ts'
import { videosWithOwner } from '@larder/api/src/videos/queries.ts'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { insertChannel, insertVideo } from '../insert-video.ts'

const long = { timeout: 120_000 }
const larder = await startLarder()
const { database } = larder
const now = new Date('2026-06-15T12:00:00.000Z')
const [past, present, future] = [
  '2026-06-15T11:59:59.999Z',
  '2026-06-15T12:00:00.000Z',
  '2026-06-15T12:00:00.001Z',
]

const [ada, bob, eve] = [
  await larder.person('ada'),
  await larder.person('bob'),
  await larder.person('eve'),
]
await ada.takeIn(bob, 'viewer')

/** A video for every combination of what decides who finds it. */
async function makeAll(): Promise<void> {
  for (const owner of [ada, await larder.person('disabled'), await larder.person('leaving')]) {
    for (const deleted_at of [null, past]) {
      const { id } = await insertChannel(database, { account_id: owner.accountId, deleted_at })
      // What is not of ada, or on a channel in the bin, is the same whatever else it is.
      const isWhole = owner === ada && deleted_at === null
      await makeOn(id, isWhole ? everyFact : someFacts)
    }
  }
  const accounts = database.writer.updateTable('accounts')
  await accounts.set({ disabled_at: past }).where('email', 'like', 'disabled.%').execute()
  await accounts.set({ leaves_at: future }).where('email', 'like', 'leaving.%').execute()
}

interface Facts {
  states: ('draft' | 'processing' | 'ready' | 'failed')[]
  times: (string | null)[]
  bins: (string | null)[]
}

const everyFact: Facts = {
  states: ['draft', 'processing', 'ready', 'failed'],
  times: [null, past, present, future],
  bins: [null, past],
}
const someFacts: Facts = { states: ['ready'], times: [past], bins: [null] }

async function makeOn(channel_id: number, { states, times, bins }: Facts): Promise<void> {
  for (const privacy of ['public', 'unlisted', 'private', 'members', 'password'] as const) {
    for (const organisation_id of privacy === 'members' ? [ada, eve].map(householdOf) : [null]) {
      for (const state of states)
        for (const published_at of times)
          for (const deleted_at of bins) {
            const facts = { privacy, organisation_id, state, published_at, deleted_at }
            await insertVideo({ database }, { channel_id, file_id: null, ...facts })
          }
    }
  }
}

function householdOf({ householdId }: { householdId: number }): number {
  return householdId
}

async function onlookers(): Promise<(Actor | null)[]> {
  const actors: (Actor | null)[] = [null]
  for (const { accountId } of [ada, bob, eve]) {
    actors.push((await findActor(database.reader, accountId)) ?? null)
  }
  return actors
}

describe('Given a video for every combination of facts that decide who finds it', () => {
  test('when rows are asked and the database is, then both say the same', long, async () => {
    await makeAll()
    const rows = await videosWithOwner(database.reader).execute()
    const counts: number[] = []
    for (const actor of await onlookers()) {
      const byRow = rows.filter((row) => mayFind(row, { actor, now })).map(({ id }) => id)
      const found = videosWithOwner(database.reader).where(findable({ actor, now }))
      const bySql = (await found.execute()).map(({ id }) => id)
      expect(bySql.toSorted((a, b) => a - b)).toEqual(byRow.toSorted((a, b) => a - b))
      counts.push(byRow.length)
    }
    // Two instants are past; nobody, ada (all of hers), bob (her household), eve (a household of hers).
    expect(counts).toEqual([2, 12, 4, 4])
    figure(12, `${rows.length} videos x ${counts.length} onlookers: mayFind and findable agree`)
  })
})
