import { join } from 'node:path'
import type { Services } from '@larder/api'
import { createServices } from '@larder/api'
import type { Task } from '@larder/api/src/event-log/tasks/define-task.ts'
import { AttemptFailed, defineTask, GiveUp } from '@larder/api/src/event-log/tasks/define-task.ts'
import { runAgain } from '@larder/api/src/event-log/tasks/finish-task.ts'
import { planTask } from '@larder/api/src/event-log/tasks/plan-task.ts'
import { TaskWorker } from '@larder/api/src/event-log/tasks/worker.ts'
import { migrate, openDatabase } from '@larder/db'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { afterwards, freshDatabase, runScript } from '#harness'

const { databaseUrl } = await freshDatabase()
const database = openDatabase({ url: databaseUrl })
afterwards(() => database.close())
await migrate(database)

let passedSeconds = 0
const clock = { now: () => new Date(Date.now() + passedSeconds * 1_000) }
const services: Services = createServices(database, { clock })

function passSeconds(seconds: number): void {
  passedSeconds += seconds
}

const errandWork = { kind: 'errand', payload: z.object({ to: z.string() }) }

function plan(dedupeKey: string): Promise<void> {
  const task = { dedupeKey, subject: dedupeKey, payload: { to: dedupeKey } }
  return database.transaction((db) => planTask(db, errandWork, task, clock.now()))
}

/** Starts a worker for the time of a test; answers the attempts that it makes. */
function startWorker(perform: (task: Task) => Promise<string>): {
  attempts: number[]
  /** To whom nothing is brought any more. */
  gaveUp: string[]
  stop(): Promise<void>
} {
  const attempts: number[] = []
  const gaveUp: string[] = []
  const worker = new TaskWorker(services, {
    holder: `worker-${Math.random()}`,
    onFailure: (_, error) => {
      throw error
    },
    kinds: [
      defineTask({
        ...errandWork,
        backOffSeconds: [20, 60],
        withinMs: 1_000,
        perform(_, task) {
          attempts.push(task.attempt)
          return perform(task)
        },
        async gaveUp(_, __, { payload }) {
          gaveUp.push(payload.to)
        },
      }),
    ],
  })
  worker.start()
  afterwards(() => worker.stop())
  return { attempts, gaveUp, stop: () => worker.stop() }
}

async function stateOf(dedupeKey: string): Promise<object> {
  return database.reader
    .selectFrom('tasks')
    .select(['state', 'attempts', 'outcome'])
    .where('dedupe_key', '=', dedupeKey)
    .executeTakeFirstOrThrow()
}

const soon = { timeout: 5_000 }

/** Long enough for a worker to look twice. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_200))

describe('Given work on the outside world', () => {
  test('when it is planned many times under one key, then it is there once and done once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => plan('bread')))
    await plan('bread')
    const { attempts } = startWorker(async ({ payload }) => JSON.stringify(payload))
    await expect.poll(() => stateOf('bread'), soon).toMatchObject({ state: 'done' })
    await aWhile()
    expect(attempts).toEqual([1])
    expect(await stateOf('bread')).toEqual({
      state: 'done',
      attempts: 1,
      outcome: '{"to":"bread"}',
    })
  })

  test('when an attempt fails, then the next ones wait longer and longer, and in the end it has failed', async () => {
    await plan('milk')
    const { attempts } = startWorker(async () => {
      throw new AttemptFailed('The shop is closed.')
    })
    for (const [index, seconds] of [20, 60].entries()) {
      await expect.poll(() => stateOf('milk'), soon).toMatchObject({ attempts: index + 1 })
      passSeconds(seconds / 2)
      await aWhile()
      expect(attempts).toHaveLength(index + 1)
      passSeconds(seconds / 2)
    }
    const failed = { state: 'failed', attempts: 3, outcome: 'The shop is closed.' }
    await expect.poll(() => stateOf('milk'), soon).toEqual(failed)
    passSeconds(1_000_000)
    await aWhile()
    expect(attempts).toEqual([1, 2, 3])
  })

  test('when it has failed and is run again, then it has all its attempts before it', async () => {
    const { id } = await database.reader
      .selectFrom('tasks')
      .select('id')
      .where('dedupe_key', '=', 'milk')
      .executeTakeFirstOrThrow()
    await database.transaction((db) => runAgain(db, id, clock.now()))
    const { attempts } = startWorker(async () => 'fetched')
    await expect.poll(() => stateOf('milk'), soon).toMatchObject({ state: 'done', attempts: 1 })
    expect(attempts).toEqual([1])
  })

  test('when no attempt would help, then there is none', async () => {
    await plan('a unicorn')
    const { attempts, gaveUp } = startWorker(async () => {
      throw new GiveUp('There are none.')
    })
    const failed = { state: 'failed', attempts: 1, outcome: 'There are none.' }
    await expect.poll(() => stateOf('a unicorn'), soon).toEqual(failed)
    expect(gaveUp).toEqual(['a unicorn'])
    expect(attempts).toEqual([1])
  })

  test.each([
    ['of another shape', 'cheese', '{"whom":"bob"}', 'to is missing.'],
    ['damaged', 'wine', '{"to":"bo', 'it must be an object.'],
  ])(
    'when what was planned is %s, then nothing is done, and it has failed for good',
    async (_, dedupeKey, payload, says) => {
      await plan(dedupeKey)
      const stored = database.writer.updateTable('tasks').set({ payload })
      await stored.where('dedupe_key', '=', dedupeKey).execute()
      const { attempts, gaveUp } = startWorker(async () => 'fetched')
      await expect
        .poll(() => stateOf(dedupeKey), soon)
        .toEqual({
          state: 'failed',
          attempts: 1,
          outcome: `This version of Larder cannot read what was planned: ${says}`,
        })
      expect({ attempts, gaveUp }).toEqual({ attempts: [], gaveUp: [] })
    },
  )

  test('when the process stops in order, then the attempt does not count and the next process makes it', async () => {
    await plan('eggs')
    const first = startWorker(
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    await expect.poll(() => first.attempts, soon).toEqual([1])
    await first.stop()
    const second = startWorker(async () => 'fetched')
    await expect.poll(() => stateOf('eggs'), soon).toMatchObject({ state: 'done', attempts: 1 })
    expect(second.attempts).toEqual([1])
  })
})

describe('Given a process that is killed in the middle of an attempt', () => {
  async function killOneOver(dedupeKey: string): Promise<number> {
    const worker = runScript(join(import.meta.dirname, 'hanging-worker.ts'), databaseUrl)
    const attempt = (await worker.says()) as number
    await worker.kill()
    expect(await stateOf(dedupeKey)).toMatchObject({ state: 'waiting' })
    return attempt
  }

  test('then another one takes the task over, and it is done', async () => {
    passedSeconds = 0
    await plan('flour')
    expect(await killOneOver('flour')).toBe(1)
    const { attempts } = startWorker(async () => 'fetched')
    await aWhile()
    // The other one could still be alive.
    expect(attempts).toEqual([])
    passSeconds(10)
    await expect.poll(() => stateOf('flour'), soon).toMatchObject({ state: 'done', attempts: 2 })
    expect(attempts).toEqual([2])
  })

  test('when every attempt ends like that, then the task has failed and harms nobody any more', async () => {
    passedSeconds = 0
    await plan('dynamite')
    const expired = new Date(0).toISOString()
    for (const attempt of [1, 2, 3]) {
      expect(await killOneOver('dynamite')).toBe(attempt)
      const claims = database.writer.updateTable('tasks').set({ claimed_until: expired })
      await claims.where('dedupe_key', '=', 'dynamite').execute()
    }
    const { attempts } = startWorker(async () => 'boom')
    await expect
      .poll(() => stateOf('dynamite'), soon)
      .toMatchObject({
        state: 'failed',
        outcome: 'The process ended in the middle of the last attempt.',
      })
    expect(attempts).toEqual([])
  })
})
