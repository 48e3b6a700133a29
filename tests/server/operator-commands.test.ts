import { projections } from '@larder/api/src/projections.ts'
import { describe, expect, test } from 'vitest'
import type { TestServer } from '#harness'
import { startLarder } from '#harness'
import { Receiver, status } from '../webhooks/receiver.ts'
import type { Ended } from './run-to-end.ts'
import { runServerProgram } from './run-to-end.ts'

const larder = await startLarder({ settings: { LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' } })
const ada = await larder.person('ada')

/** Types a command at the server itself, while it runs. */
function operate(words: string, on: Pick<TestServer, 'databaseUrl'> = larder): Promise<Ended> {
  const settings = { DATABASE_URL: on.databaseUrl }
  return runServerProgram('bin/larder-server.mjs', words.split(' '), { settings })
}

async function answered<T>(words: string): Promise<T> {
  const { code, stdout, stderr } = await operate(`${words} --json`)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as T
}

interface Status {
  name: string
  position: number
  lag: number
  parked: number
  givenUp: number
  error: string | null
}

async function statusOf(name: string): Promise<Status | undefined> {
  return (await answered<Status[]>('projections list')).find((each) => each.name === name)
}

const timesPutIn = async (): Promise<number | undefined> =>
  (await ada.larder.freezers.trends.personal()).items.find(({ typeId }) => typeId === 1)?.count

const names = projections.map(({ name }) => name)

describe('Given a server that runs', () => {
  test('when its projections are listed, then each says how far it has come', async () => {
    await ada.product(await ada.freezer())
    const { items } = await ada.larder.events.list({ limit: 200 })
    const head = items.at(-1)?.position ?? 0
    await expect
      .poll(async () => (await answered<Status[]>('projections list')).map(({ lag }) => lag), {
        timeout: 15_000,
      })
      .toEqual(names.map(() => 0))
    const { stdout, stderr, code } = await operate('projections list')
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const [titles, ...lines] = stdout.trimEnd().split('\n')
    expect(titles).toMatch(/^NAME +VERSION +POSITION +LAG +PARKED +GIVEN UP +REBUILT TO +ERROR$/)
    expect(lines).toHaveLength(names.length)
    for (const name of names) {
      const line = lines.find((each) => each.startsWith(`${name} `))
      expect(line).toMatch(new RegExp(`^${name} +1 +${head} +0 +0 +0$`))
    }
  })

  test('when one has gone wrong and is rebuilt, then it is right again', async () => {
    const right = await timesPutIn()
    await larder.database.writer.updateTable('type_counts').set({ count: 77 }).execute()
    expect(await timesPutIn()).toBe(77)
    const ended = await operate('projections rebuild trends')
    expect(ended).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^"trends" is rebuilt up to event \d+, in \d+\.\d s\.\n$/),
    })
    expect(await timesPutIn()).toBe(right)
    expect(await answered('projections rebuild trends')).toMatchObject({ name: 'trends', lag: 0 })
    await ada.product(await ada.freezer())
    expect(await timesPutIn()).toBe((right ?? 0) + 1)
  })

  test('when one only plans what is done once, then it is not rebuilt', async () => {
    const ended = await operate('projections rebuild webhooks')
    expect(ended).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^"webhooks" cannot be rebuilt: .*\n$/),
    })
  })

  test('when an event was given up, mended, and is retried, then the projection takes it', async () => {
    expect(await answered('projections retry trends')).toEqual({ name: 'trends', retried: 0 })
    const before = await timesPutIn()
    const { writer } = larder.database
    const product = await ada.product(await ada.freezer())
    const event = await writer
      .selectFrom('events')
      .select(['id', 'payload'])
      .where('subject', '=', `product-${product.id}`)
      .executeTakeFirstOrThrow()
    await writer.updateTable('events').set({ payload: '{}' }).where('id', '=', event.id).execute()
    // From the first event on, so that it meets the one that is spoilt.
    await operate('projections rebuild trends')
    await writer.updateTable('parked_events').set({ next_try_at: null }).execute()
    expect(await statusOf('trends')).toMatchObject({
      lag: 0,
      parked: 1,
      givenUp: 1,
      error: expect.stringContaining('undefined'),
    })
    const { payload } = event
    await writer.updateTable('events').set({ payload }).where('id', '=', event.id).execute()
    expect(await operate('projections retry trends')).toEqual({
      code: 0,
      stderr: '',
      stdout: 'The server that runs tries 1 event again within a second.\n',
    })
    await expect
      .poll(() => statusOf('trends'), { timeout: 15_000 })
      .toMatchObject({ parked: 0, givenUp: 0, error: null })
    expect(await timesPutIn()).toBe((before ?? 0) + 1)
  })

  test('when a task has failed, then it is listed without what a terminal would act upon, and tried again', async () => {
    expect(await operate('tasks list')).toMatchObject({ code: 0, stdout: 'No task has failed.\n' })
    const receiver = await Receiver.start()
    receiver.script.push(status(410, '\u001b[2Jgone\nfor good'))
    const { webhooks } = ada.larder
    const webhook = await webhooks.add({ url: receiver.url })
    const { id } = await webhooks.test({ id: webhook.id })
    await expect
      .poll(() => webhooks.deliveries.get({ id }), { timeout: 10_000 })
      .toMatchObject({ state: 'failed' })
    const { stdout } = await operate('tasks list')
    expect(stdout).toMatch(/^ID +KIND +FOR +ATTEMPTS +FAILED +OUTCOME\n/)
    expect(stdout).toMatch(
      new RegExp(
        `^ *${id} +webhook +webhook-${webhook.id} +1 +\\S+Z +HTTP 410:  \\[2Jgone for good`,
        'm',
      ),
    )
    expect(await answered('tasks list')).toMatchObject([
      { id, kind: 'webhook', subject: `webhook-${webhook.id}`, attempts: 1 },
    ])
    await webhooks.edit({ id: webhook.id, enabled: true })
    expect(await operate(`tasks retry ${id}`)).toEqual({
      code: 0,
      stderr: '',
      stdout: `The server that runs tries task ${id} again within a second.\n`,
    })
    await receiver.waitFor(2)
    expect(await operate(`tasks retry ${id}`)).toMatchObject({ code: 1, stdout: '' })
    expect(await answered('tasks list')).toEqual([])
  })

  test('when what was planned cannot be read, then it is given up and listed with what does not fit', async () => {
    const receiver = await Receiver.start()
    receiver.script.push(status(500))
    const { webhooks } = ada.larder
    const webhook = await webhooks.add({ url: receiver.url })
    const { id } = await webhooks.test({ id: webhook.id })
    await expect
      .poll(() => webhooks.deliveries.get({ id }), { timeout: 10_000 })
      .toMatchObject({ attempts: 1 })
    const { writer } = larder.database
    const ours = writer.selectFrom('tasks').select('payload').where('id', '=', id)
    const { payload } = await ours.executeTakeFirstOrThrow()
    await planned(id, '{"event":"words of ada"}')
    await expect
      .poll(() => answered('tasks list'), { timeout: 10_000 })
      .toMatchObject([
        {
          id,
          attempts: 2,
          outcome: expect.stringMatching(
            / what was planned: eventId is missing; type is missing\.$/,
          ),
        },
      ])
    expect((await operate('tasks list')).stdout).not.toContain('words of ada')
    await planned(id, payload)
    expect(await operate(`tasks retry ${id}`)).toMatchObject({ code: 0 })
    await receiver.waitFor(2)
    await expect
      .poll(() => webhooks.deliveries.get({ id }), { timeout: 10_000 })
      .toMatchObject({ state: 'done' })
  })

  /** Puts other words in a task's place for what it is to do, and has it due if it waits. */
  async function planned(id: number, payload: string): Promise<void> {
    const { writer } = larder.database
    await writer.updateTable('tasks').set({ payload }).where('id', '=', id).execute()
    const due = writer.updateTable('tasks').set({ next_try_at: new Date().toISOString() })
    await due.where('id', '=', id).where('state', '=', 'waiting').execute()
  }
})

describe('Given a command that makes no sense', () => {
  test.each([
    ['projections rebuild trend', `There is ${names.join(', ')}.`],
    ['projections retry trend', `There is ${names.join(', ')}.`],
    ['projections rebuild', 'The name is missing.'],
    ['projections rebuild trends now', '"now" is one word too many.'],
    ['projections list trends', '"trends" is one word too many.'],
    ['projections list --jsn', "Unknown option '--jsn'"],
    ['projections', '"projections list", "projections rebuild", "projections retry"'],
    ['projections drop', '"projections list", "projections rebuild", "projections retry"'],
    ['tasks retry all', '"all" is not the id of a task.'],
    ['tasks', '"tasks list", "tasks retry"'],
    ['project list', 'There is no command "project".'],
    ['constructor', 'There is no command "constructor".'],
  ])('when "%s" is typed, then it says what would, and ends with 2', async (words, says) => {
    const { code, stdout, stderr } = await operate(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(says)
    expect(stderr).not.toMatch(/\n {4}at /)
  })

  test('when the database is not there, then it says so and ends with 1', async () => {
    const ended = await operate('projections list', {
      databaseUrl: 'mysql://ada@127.0.0.1:1/larder',
    })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toContain('cannot be reached')
  })
})

test('Given "npm run admin", when the same is typed there, then the same is done', async () => {
  const settings = { DATABASE_URL: larder.databaseUrl }
  const words = ['projections', 'list']
  const ended = await runServerProgram('src/admin.ts', words, { settings })
  expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('freezer-history') })
  const help = await runServerProgram('src/admin.ts', ['--help'], { settings })
  expect(await operate('--help')).toEqual(help)
  for (const command of ['create-admin', 'projections rebuild', 'tasks retry']) {
    expect(help.stdout).toContain(command)
  }
})
