import { setTimeout as sleep } from 'node:timers/promises'
import { createServices, createStorage, projections, rebuild } from '@larder/api'
import { keepRegistration } from '@larder/api/src/accounts/registration/queries.ts'
import { deleteAccount } from '@larder/api/src/leaving/delete-account.ts'
import { departures } from '@larder/api/src/leaving/departures.ts'
import { erasingTask } from '@larder/api/src/leaving/erasing-task.ts'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Person, PersonOptions } from '#harness'
import {
  afterwards,
  dumpTables,
  figure,
  freshDatabase,
  newKeys,
  registerPerson,
  StatementFaults,
  serveHere,
  startLarder,
} from '#harness'
import { counters, skeleton, upToDate } from '../audit/erasing/account-rows.ts'
import type { Ada } from '../audit/erasing/life-of-ada.ts'
import { HERE, liveALife, personal } from '../audit/erasing/life-of-ada.ts'
import { disagreements } from '../files/store/agreement.ts'
import { keepFile, localBytes } from '../files/store/keep-file.ts'
import { insertChannel, insertVideo } from '../videos/insert-video.ts'
import { ownedTables, readSchema } from './owned-tables.ts'

const settings = { LARDER_TRUST_PROXY: '127.0.0.1', LARDER_WEBHOOK_NETWORKS: '127.0.0.0/8' }

/** As if the grace were over. */
async function endGrace({ writer }: Database, accountId: number): Promise<void> {
  const over = new Date(Date.now() - 1_000).toISOString()
  const change = writer.updateTable('accounts').set({ leaves_at: over })
  await change.where('id', '=', accountId).execute()
}

/** Lets what waits for a minute and a half begin at once. */
async function eraseNow({ writer }: Database): Promise<void> {
  const now = new Date().toISOString()
  const change = writer.updateTable('tasks').set({ next_try_at: now })
  await change.where('kind', '=', 'erasing').where('state', '=', 'waiting').execute()
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  await vi.waitUntil(isSo, { timeout: 30_000, interval: 100 })
}

async function erased({ reader }: Database, accountId: number): Promise<boolean> {
  const done = await reader
    .selectFrom('tasks')
    .select('state')
    .where('subject', '=', `departure-${accountId}`)
    .executeTakeFirst()
  return done?.state === 'done'
}

describe('Given ada, who lived alone, helped bob, and deleted her account', () => {
  let ada: Ada
  let bob: Person
  let before: Awaited<ReturnType<typeof skeleton>>
  let counted: Awaited<ReturnType<typeof counters>>
  let database: Database

  beforeAll(async () => {
    const larder = await startLarder({ settings })
    const neighbour = await startLarder({ on: larder, settings })
    database = larder.database
    bob = await larder.person('bob')
    const his = await bob.freezer({ name: 'chest of bob' })
    await bob.product(his, { name: 'beans of bob' })
    ada = await liveALife(larder)
    const { id: channel_id } = await insertChannel(database, { account_id: bob.accountId })
    const { publicId } = await insertVideo({ database }, { channel_id })
    const chores = { freezerId: his.id, box: 2, name: 'peas for bob', typeId: 2 }
    const asAda = { secret: ada.session, headers: HERE }
    const saved = { id: publicId, positionMs: 7_000 }
    await larder.call('videos.positions.save', saved, asAda)
    expect(await database.reader.selectFrom('video_positions').selectAll().execute()).toHaveLength(
      1,
    )
    const { invitations } = bob.larder.organisations
    const link = await invitations.makeLink({ id: bob.householdId })
    await larder.call('organisations.invitations.accept', { token: link.token }, asAda)
    await larder.call('freezers.products.add', chores, asAda)
    const company = await bob.larder.organisations.create({ kind: 'company', name: 'of bob' })
    const email = 'ada.of.the.alps@example.org'
    await invitations.invite({ id: company.id, email })
    const webhook = { url: 'http://127.0.0.1:9/edelweiss', description: 'edelweiss' }
    await larder.call('webhooks.add', webhook, asAda)
    const profile = { firstName: 'Adelheid', biography: 'I was born on the ridge.' }
    await larder.call('accounts.profile.edit', profile, asAda)
    const { token } = (
      await larder.call('accounts.tokens.create', { name: 'late', scopes: ['*'] }, asAda)
    ).data() as { token: string }
    const password = 'nobody climbs this high'
    expect((await larder.call('accounts.leave', { password }, asAda)).status).toBe(200)
    await upToDate(database)
    const dump = JSON.stringify(await dumpTables(database))
    expect(words.filter((text) => !dump.includes(text))).toEqual([])
    // A script that does not know yet: what it is refused names her too.
    await larder.call('accounts.whoAmI', {}, { secret: token, headers: HERE })
    await sleep(1_500)
    before = await skeleton(database)
    counted = await counters(database)
    await endGrace(database, ada.accountId)
    await until(async () => !(await account(database, ada.accountId)))
    await eraseNow(database)
    await until(() => erased(database, ada.accountId))
    await larder.kill('SIGTERM')
    await neighbour.kill('SIGTERM')
  }, 120_000)

  const words = [...personal, 'Adelheid', 'born on the ridge', '/edelweiss']

  test('then nothing of hers is in a dump of all tables', async () => {
    const dump = JSON.stringify(await dumpTables(database))
    expect(words.filter((text) => dump.includes(text))).toEqual([])
    // control: what bob wrote is found, because he stays.
    expect(dump).toContain('beans of bob')
    expect(dump).toContain(bob.email)
  })

  test('then no row of any table names her or her household, but for what may stay', async () => {
    const left: string[] = []
    for (const { name, columns } of await readSchema(database)) {
      if (!ownedTables([{ name, columns, refersTo: [] }]).includes(name)) continue
      for (const column of columns) {
        const id = { account_id: ada.accountId, household_id: ada.householdId }[column]
        if (id === undefined) continue
        const rows = (await dumpTables(database))[name]?.map((row) => JSON.parse(row)) ?? []
        if (rows.some((row) => row[column] === id)) left.push(name)
      }
    }
    expect(left.sort()).toEqual(['events', 'type_counts', 'type_days_out'])
  })

  test('then every event is where it was, with two more that say that she is gone', async () => {
    const after = await skeleton(database)
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.slice(before.length).map(({ type }) => type)).toEqual([
      'MemberLeft',
      'InvitationDeclined',
      'AccountDeleted',
    ])
  })

  test('then what is derived from the log comes out the same when it is derived anew', async () => {
    await migrate(database)
    for (const projection of projections) {
      await rebuild(createServices(database), projection, { holder: 'the test' })
    }
    expect(await counters(database)).toEqual(counted)
  })

  test('then the work itself left nothing but numbers', async () => {
    const all = await database.reader.selectFrom('tasks').selectAll().execute()
    // Beside it there is the mail of the invitation, of which nothing is kept either.
    const tasks = all.filter(({ kind }) => kind !== 'mail')
    expect(tasks.map(({ kind, payload }) => [kind, JSON.parse(payload)])).toEqual([
      ['erasing', { accountId: ada.accountId, organisationIds: [ada.householdId] }],
    ])
  })
})

function account({ reader }: Database, id: number) {
  return reader.selectFrom('accounts').select('id').where('id', '=', id).executeTakeFirst()
}

describe('Given a server in this process', async () => {
  const { databaseUrl, directory } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  const storage = createStorage(directory)
  const services = createServices(database, { keys: newKeys(), storage })
  const url = await serveHere(services)
  const person = (name: string, options: PersonOptions = {}) =>
    registerPerson({ url, database }, name, options)
  const administrator = () => person('root', { accountRole: 'admin' })

  /** Somebody with a little of everything, whose grace is over. */
  async function overdue(
    beforehand: (ada: Person) => Promise<unknown> = async () => {},
    options: PersonOptions = {},
  ): Promise<Person> {
    const ada = await person('ada', options)
    const freezer = await ada.freezer({ name: 'of ada' })
    await ada.product(freezer, { name: 'plums of ada' })
    const bytes = await localBytes(services, Buffer.from('a file'))
    await keepFile(services, { account_id: ada.accountId }, [bytes])
    await beforehand(ada)
    await ada.larder.accounts.leave({ password: ada.password })
    await endGrace(database, ada.accountId)
    return ada
  }

  async function eraseFromLog({ accountId, householdId }: Person): Promise<void> {
    const payload = JSON.stringify({ accountId, organisationIds: [householdId] })
    const task = { id: 1, dedupeKey: '', subject: '', attempt: 1, payload }
    await erasingTask.perform(services, { ...task, signal: new AbortController().signal })
  }

  test('when it fails before any statement and is done again, then it is done', async () => {
    const faults = await StatementFaults.on(database)
    let failures = 0
    for (let statement = 1; ; statement++) {
      const ada = await overdue()
      const { failed } = await faults.failingBefore(statement, () =>
        deleteAccount(services, ada.accountId),
      )
      if (!failed) break
      failures++
      await deleteAccount(services, ada.accountId)
      expect(await account(database, ada.accountId)).toBeUndefined()
      const planned = await database.reader
        .selectFrom('tasks')
        .select('id')
        .where('dedupe_key', '=', `account-${ada.accountId}`)
        .execute()
      expect(planned).toHaveLength(1)
      await eraseFromLog(ada)
      const dump = JSON.stringify(await dumpTables(database))
      expect(dump).not.toContain(ada.email)
      expect(dump).not.toContain('plums of ada')
    }
    // Also of what was kept several times, every reference is given back.
    expect(await disagreements(services)).toEqual([])
    expect(failures).toBeGreaterThan(20)
    figure(
      3,
      `deleting an account failed before each of ${failures} statements: always whole after`,
    )
  }, 120_000)

  test('when several processes do it at once, then it is done once', async () => {
    const ada = await overdue()
    await Promise.all(
      [1, 2, 3, 4].map(() => deleteAccount(createServices(database), ada.accountId)),
    )
    const ends = await database.reader
      .selectFrom('events')
      .select('id')
      .where('stream', '=', `account-${ada.accountId}`)
      .where('type', '=', 'AccountDeleted')
      .execute()
    expect(ends).toHaveLength(1)
  })

  test('when one account cannot be deleted, then that is reported, and the next one is', async () => {
    const [stuck, ada] = [await overdue(), await overdue()]
    const bob = await person('bob')
    const [his, hers] = await Promise.all(
      [bob, stuck].map(async ({ accountId }) => {
        const { id: channel_id } = await insertChannel(database, { account_id: accountId })
        return insertVideo({ database }, { channel_id })
      }),
    )
    // Something goes on naming bytes of hers, which no command lets happen.
    const naming = (fileId: number | null) =>
      database.writer
        .updateTable('videos')
        .set({ incoming_file_id: fileId })
        .where('id', '=', his?.id ?? 0)
        .execute()
    await naming(hers?.fileId ?? null)
    const failures: string[] = []
    const onFailure = (what: string) => void failures.push(what)
    const round = () =>
      departures.perform(services, { signal: new AbortController().signal, onFailure })
    await round()
    expect(failures).toEqual([`deleting account ${stuck.accountId}`])
    expect(await account(database, stuck.accountId)).toBeDefined()
    expect(await account(database, ada.accountId)).toBeUndefined()
    await naming(null)
    await round()
    expect(failures).toHaveLength(1)
    expect(await account(database, stuck.accountId)).toBeUndefined()
  })

  test('when the account was kept meanwhile, then nothing is deleted', async () => {
    const ada = await overdue()
    const change = database.writer.updateTable('accounts').set({ leaves_at: null })
    await change.where('id', '=', ada.accountId).execute()
    await deleteAccount(services, ada.accountId)
    expect(await account(database, ada.accountId)).toBeDefined()
    const { larder } = await ada.logIn()
    expect((await larder.freezers.products.list()).items).toHaveLength(1)
  })

  test('when the grace is over and nobody has come to it yet, then nobody logs in any more', async () => {
    const ada = await overdue()
    const { email, password } = ada
    const late = ada.larder.accounts.logIn({ email, password, keepAccount: true })
    await expect(late).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
  })

  test('when others stay after all, then the longest serving of the highest role becomes owner', async () => {
    const [bob, eve, zoe] = [await person('bob'), await person('eve'), await person('zoe')]
    const [dan, root] = [await person('dan'), await administrator()]
    const ada = await overdue(async (ada) => {
      await ada.takeIn(bob, 'viewer')
      await ada.takeIn(dan, 'owner')
      await ada.takeIn(eve, 'admin')
      await ada.takeIn(zoe, 'admin')
    })
    await root.larder.admin.accounts.disable({ id: dan.accountId, reason: 'rude' })
    await deleteAccount(services, ada.accountId)
    const members = await database.reader
      .selectFrom('organisation_members')
      .select(['account_id', 'role'])
      .where('organisation_id', '=', ada.householdId)
      .orderBy('account_id')
      .execute()
    expect(members).toEqual([
      { account_id: bob.accountId, role: 'viewer' },
      { account_id: eve.accountId, role: 'owner' },
      { account_id: zoe.accountId, role: 'admin' },
      // An owner already, who cannot act.
      { account_id: dan.accountId, role: 'owner' },
    ])
    const { items } = await bob.larder.events.list({ types: ['MemberRoleChanged', 'MemberLeft'] })
    expect(items.map(({ type, payload }) => [type, payload])).toEqual([
      ['MemberRoleChanged', { accountId: eve.accountId, from: 'admin', to: 'owner' }],
      ['MemberLeft', { accountId: ada.accountId, role: 'owner' }],
    ])
    const products = database.reader.selectFrom('products').select('name')
    expect(await products.where('household_id', '=', ada.householdId).execute()).toHaveLength(1)
  })

  test('when somebody had invited the address, then they learn no more than if it was declined', async () => {
    const bob = await person('bob')
    const { organisations, events } = bob.larder
    const id = bob.householdId
    const { token } = await organisations.invitations.makeLink({ id })
    await organisations.invitations.decline({ token })
    const ada = await overdue(({ email }) => organisations.invitations.invite({ id, email }))
    await deleteAccount(services, ada.accountId)
    expect((await organisations.invitations.list({ id })).items).toEqual([])
    const { items } = await events.list({ stream: `organisation-${id}` })
    const told = items
      .filter(({ type }) => !['OrganisationCreated', 'MemberInvited'].includes(type))
      .map(({ type, by }) => ({ type, by }))
    const declined = {
      type: 'InvitationDeclined',
      by: expect.objectContaining({ accountId: null }),
    }
    expect(told).toEqual([declined, declined])
    expect(told[1]).toEqual(told[0])
  })

  test('when the address waits elsewhere in another spelling, then that is forgotten too', async () => {
    const root = await administrator()
    const name = crypto.randomUUID()
    const spelt = `ZOE\u0301.${name}@EXAMPLE.org`
    const lookAlike = `z\u043eé.${name}@example.org`
    const ada = await overdue(
      async () => {
        for (const email of [spelt, lookAlike]) {
          await root.larder.admin.invitations.create({ email })
          const account = { email, displayName: 'zoé', language: 'fr' as const }
          const rest = { passwordHash: 'none', timeZone: 'Europe/Zurich', invitationId: null }
          await database.transaction((db) =>
            keepRegistration(db, { ...account, ...rest }, new Date()),
          )
        }
      },
      { email: `zoé.${name}@example.org` },
    )
    await deleteAccount(services, ada.accountId)
    const { items } = await root.larder.admin.invitations.list()
    expect(items.map(({ email }) => email)).toEqual([lookAlike])
    const registrations = database.reader.selectFrom('registrations').select('email')
    expect(await registrations.execute()).toEqual([{ email: lookAlike }])
  })
})
