import { claimTasks } from '@larder/api/src/event-log/tasks/claim-tasks.ts'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import type { CompiledQuery } from 'kysely'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { afterwards, explain, freshDatabase, noting } from '#harness'

const DUE = 20_000
const now = new Date('2026-01-02T00:00:00Z')

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())

async function fill(kind: string, count: number): Promise<void> {
  const created = new Date('2026-01-01T00:00:00Z').toISOString()
  const task = (n: number) => ({
    kind,
    dedupe_key: `${kind} ${n}`,
    subject: `subject ${n % 50}`,
    payload: '{}',
    state: 'waiting' as const,
    attempts: 0,
    next_try_at: new Date(Date.UTC(2026, 0, 1) + n).toISOString(),
    claimed_by: null,
    claimed_until: null,
    outcome: null,
    created_at: created,
    finished_at: null,
  })
  for (let start = 0; start < count; start += 500) {
    const tasks = Array.from({ length: Math.min(500, count - start) }, (_, n) => task(start + n))
    await database.writer.insertInto('tasks').values(tasks).execute()
  }
}

function claim(from: Database, kind: string, except: string[]): Promise<{ kind: string }[]> {
  const claimed = { by: 'ada', now, most: 3, except, mostOf: () => 3 }
  return claimTasks(from, { kind, withinMs: 1_000 }, claimed)
}

describe(`Given ${DUE} tasks of one kind that are due`, () => {
  beforeAll(async () => {
    await migrate(database)
    await fill('delivery', DUE)
    await fill('mail', 10)
    if (database.engine === 'mysql') await sql`analyze table tasks`.execute(database.writer)
  })

  test.each([
    ['mail', []],
    ['mail', ['subject 1', 'subject 2']],
    ['delivery', []],
    ['thumbnail', []],
  ])(
    'when %s is claimed, without those of %j, then only that kind is looked at',
    async (kind, except) => {
      const asked: CompiledQuery[] = []
      const claimed = await claim(noting(database, asked), kind, except)
      expect(claimed.map((task) => task.kind)).toEqual(
        Array(kind === 'thumbnail' ? 0 : 3).fill(kind),
      )
      expect(asked).toHaveLength(1)
      const plan = await explain(database, asked[0] as CompiledQuery)
      if (database.engine === 'sqlite') {
        expect(plan).toContain('tasks_due_of_kind (state=? AND kind=? AND next_try_at<?)')
        expect(plan).not.toContain('USE TEMP B-TREE')
      } else {
        // Which of the indexes that begin with a kind it takes is up to the engine.
        expect(plan).toMatch(/"key":"tasks_(due_of_kind|once|by_subject)"/)
        if (kind !== 'delivery') expect(rowsIn(plan)).toBeLessThanOrEqual(10)
        else expect(plan).not.toContain('filesort')
      }
    },
  )

  test('control: by the time alone, all that is due would be gone through', async () => {
    const all = database.writer.selectFrom('tasks').selectAll().where('state', '=', 'waiting')
    const plan = await explain(
      database,
      all.where('next_try_at', '<=', now.toISOString()).compile(),
    )
    if (database.engine === 'sqlite') expect(plan).toContain('tasks_due_of_kind (state=?)')
    else expect(rowsIn(plan)).toBeGreaterThan(DUE / 4)
  })
})

/** How many rows MySQL means to look at. */
function rowsIn(plan: string): number {
  return Number(/"rows":"?(\d+)/.exec(plan)?.[1])
}
