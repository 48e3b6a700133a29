import { createServices, eraseAccount, eraseOrganisation, projections, rebuild } from '@larder/api'
import { migrate } from '@larder/db'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { dumpTables, startLarder } from '#harness'
import { counters, deleteRows, skeleton, upToDate } from './account-rows.ts'
import type { Ada } from './life-of-ada.ts'
import { HERE, liveALife, personal } from './life-of-ada.ts'

const larder = await startLarder({ settings: { LARDER_TRUST_PROXY: '127.0.0.1' } })
const { database } = larder

describe('Given ada, who lived alone and helped in the house of bob, and an account that is gone', () => {
  let ada: Ada
  let bob: Person
  let before: Awaited<ReturnType<typeof skeleton>>
  let counted: Awaited<ReturnType<typeof counters>>

  const eventsOf = (accountId: number) =>
    database.reader.selectFrom('events').selectAll().where('account_id', '=', accountId).execute()

  beforeAll(async () => {
    bob = await larder.person('bob')
    const his = await bob.freezer({ name: 'chest of bob' })
    await bob.product(his, { name: 'beans of bob' })
    ada = await liveALife(larder)
    const { token } = await bob.larder.organisations.invitations.makeLink({ id: bob.householdId })
    const hers = { secret: ada.session, headers: HERE }
    await larder.call('organisations.invitations.accept', { token }, hers)
    const chores = { freezerId: his.id, box: 2, name: 'peas for bob', typeId: 2 }
    await larder.call('freezers.products.add', chores, hers)
    await upToDate(database)
    await larder.kill('SIGTERM')
    before = await skeleton(database)
    counted = await counters(database)
    const dump = JSON.stringify(await dumpTables(database))
    expect(personal.filter((text) => !dump.includes(text))).toEqual([])
  })

  test('when the account and its household are erased, then nothing of ada is in a dump', async () => {
    const bobs = await eventsOf(bob.accountId)
    await deleteRows(database, ada)
    await eraseOrganisation(database, ada.householdId)
    await eraseAccount(database, ada.accountId)
    const dump = JSON.stringify(await dumpTables(database))
    expect(personal.filter((text) => dump.includes(text))).toEqual([])
    expect(await eventsOf(bob.accountId)).toEqual(bobs)
  })

  test('then what ada did for bob is told without words and without from where', async () => {
    const done = (await eventsOf(ada.accountId)).filter(
      ({ audience }) => audience === `organisation-${bob.householdId}`,
    )
    expect(done.map(({ type, address }) => [type, address])).toEqual([
      ['MemberJoined', ''],
      ['ProductAdded', ''],
    ])
    expect(JSON.parse(done[1]?.payload ?? '')).toMatchObject({
      name: '[erased]',
      facts: { name: '[erased]', typeId: 2 },
      place: { box: 2 },
    })
  })

  test('then every event is still where it was, of the same type and time', async () => {
    expect(await skeleton(database)).toEqual(before)
    expect(before.length).toBeGreaterThan(20)
  })

  test('then what is derived from the log comes out the same when it is derived anew', async () => {
    await migrate(database)
    for (const projection of projections) {
      await rebuild(createServices(database), projection, { holder: 'the test' })
    }
    expect(await counters(database)).toEqual(counted)
    expect(counted['type_counts']?.length).toBeGreaterThan(0)
    expect(counted['freezer_history']?.length).toBeGreaterThan(0)
  })

  test('when it is done again, then nothing changes', async () => {
    const once = await dumpTables(database)
    await eraseOrganisation(database, ada.householdId)
    await eraseAccount(database, ada.accountId)
    expect(await dumpTables(database)).toEqual(once)
  })

  test('control: what bob wrote is found, because nobody erased it', async () => {
    const dump = JSON.stringify(await dumpTables(database))
    expect(dump).toContain('beans of bob')
    expect(dump).toContain(bob.email)
  })
})
