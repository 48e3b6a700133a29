import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()

describe('Given somebody who has just registered', () => {
  test('when they list what they are in, then it is a household of their own', async () => {
    const ada = await larder.person('ada', { timeZone: 'Europe/Paris' })
    const { items } = await ada.larder.organisations.list()
    expect(items).toEqual([
      {
        id: ada.householdId,
        kind: 'household',
        name: 'ada',
        picture: null,
        timeZone: 'Europe/Paris',
        role: 'owner',
        members: 1,
        isDefault: true,
        createdAt: expect.any(String),
        joinedAt: expect.any(String),
      },
    ])
  })

  test('when they create a household and a company, then they own them, in the time zone of their account', async () => {
    const ada = await larder.person('ada', { timeZone: 'Asia/Tokyo' })
    const { organisations } = ada.larder
    const hut = await organisations.create({ kind: 'household', name: 'mountain hut' })
    const farm = await organisations.create({ kind: 'company', name: 'farm', timeZone: 'utc' })
    expect(hut).toMatchObject({ role: 'owner', members: 1, timeZone: 'Asia/Tokyo' })
    expect(farm).toMatchObject({ kind: 'company', timeZone: 'UTC', isDefault: false })
    const { items } = await organisations.list()
    expect(items.map(({ id }) => id)).toEqual([ada.householdId, hut.id, farm.id])
    expect(items.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([
      ada.householdId,
    ])
    expect(await organisations.get({ id: hut.id })).toEqual(hut)
  })

  test('when they made as many as an account can be in, then another is refused', async () => {
    const small = await startLarder({ settings: { LARDER_ORGANISATIONS_PER_ACCOUNT: '3' } })
    const ada = await small.person('ada')
    const create = () => ada.larder.organisations.create({ kind: 'company', name: 'shop' })
    const made = await Promise.allSettled(Array.from({ length: 6 }, create))
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    await expect(create()).rejects.toMatchObject({
      reason: 'ORGANISATION_LIMIT_REACHED',
      details: { limit: 3 },
    })
  })
})

describe('Given a household', () => {
  test('when it gets another name and time zone, then members see both and what changed', async () => {
    const ada = await larder.person('ada')
    const id = ada.householdId
    const edited = await ada.larder.organisations.edit({ id, name: 'home', timeZone: 'Asia/Tokyo' })
    expect(edited).toMatchObject({ name: 'home', timeZone: 'Asia/Tokyo' })
    const { items } = await ada.larder.events.list({ types: ['OrganisationEdited'] })
    expect(items.map(({ payload, text }) => [payload, text])).toEqual([
      [
        { from: { name: 'ada', timeZone: 'UTC' }, to: { name: 'home', timeZone: 'Asia/Tokyo' } },
        'renamed from "ada" to "home", time zone set to Asia/Tokyo',
      ],
    ])
    await ada.larder.organisations.edit({ id, name: 'home' })
    expect((await ada.larder.events.list({ types: ['OrganisationEdited'] })).items).toHaveLength(1)
  })

  test('when its time zone changes, then "today" is another one, and the days that were written stay', async () => {
    // Kiritimati and Pago Pago are 25 hours apart: never on the same day.
    const ada = await larder.person('ada', { timeZone: 'Pacific/Kiritimati' })
    const peas = await ada.product(await ada.freezer())
    const before = await ada.larder.freezers.products.due()
    expect(peas.dateIn).toBe(before.today)
    await ada.larder.organisations.edit({ id: ada.householdId, timeZone: 'Pacific/Pago_Pago' })
    const after = await ada.larder.freezers.products.due()
    expect(after.today < before.today).toBe(true)
    const { id } = peas
    expect(await ada.larder.freezers.products.get({ id })).toEqual(peas)
    // Put in tomorrow, as things are now: it can be corrected all the same, and taken out from then on.
    expect(await ada.larder.freezers.products.edit({ id, name: 'beans' })).toMatchObject({
      dateIn: peas.dateIn,
    })
    await expect(ada.larder.freezers.products.takeOut({ id })).rejects.toMatchObject({
      reason: 'DATE_OUT_BEFORE_DATE_IN',
    })
  })
})

describe('Given a household that its owner wants to delete', () => {
  test('when it still holds freezers and products, then that is refused and says how much', async () => {
    const ada = await larder.person('ada')
    const id = ada.householdId
    const [kitchen, shed] = [await ada.freezer(), await ada.freezer()]
    await ada.product(kitchen)
    await ada.larder.freezers.archive({ id: shed.id })
    const refused = ada.larder.organisations.delete({ id })
    await expect(refused).rejects.toMatchObject({
      reason: 'ORGANISATION_NOT_EMPTY',
      message: expect.stringContaining(
        '(freezers in use: 1, archived freezers: 1, products inside: 1)',
      ),
    })
    expect((await ada.larder.organisations.list()).items).toHaveLength(1)
  })

  test('when it holds nothing, then it is gone for every member, and its words leave the log', async () => {
    const [ada, bob] = [await larder.person('ada'), await larder.person('bob')]
    const { organisations } = ada.larder
    const { id } = await organisations.create({ kind: 'household', name: 'castle in the air' })
    const { token } = await organisations.invitations.makeLink({ id })
    await bob.larder.organisations.invitations.accept({ token })
    expect(await organisations.delete({ id })).toEqual({ done: true })
    for (const person of [ada, bob]) {
      await expect(person.larder.organisations.get({ id })).rejects.toMatchObject({
        reason: 'NOT_FOUND',
      })
      const { items } = await person.larder.events.list({ types: ['MembershipEnded'] })
      expect(items.map(({ text }) => text)).toEqual(['no longer in a household: it was deleted'])
    }
    const words = async () => {
      const rows = await larder.database.reader
        .selectFrom('events')
        .select('payload')
        .where('stream', '=', `organisation-${id}`)
        .execute()
      return rows.map(({ payload }) => payload).join()
    }
    await expect.poll(words, { timeout: 10_000 }).not.toContain('castle in the air')
    expect(await words()).toContain('[erased]')
  })

  test('when a freezer is made in it at the same moment, then only one of the two is done', async () => {
    for (let round = 0; round < 10; round++) {
      const ada = await larder.person('ada')
      const [made, deleted] = await Promise.allSettled([
        ada.larder.freezers.create({ name: 'kitchen', boxes: 2 }),
        ada.larder.organisations.delete({ id: ada.householdId }),
      ])
      const refused = made.status === 'rejected' ? made.reason : undefined
      expect([made.status, deleted.status].toSorted()).toEqual(['fulfilled', 'rejected'])
      if (refused) expect(['NOT_FOUND', 'NO_HOUSEHOLD']).toContain(refused.reason)
    }
  })
})

describe('Given somebody who is in no household any more', () => {
  test('when they ask for anything about freezers, then they are told, and a new household helps', async () => {
    const ada = await larder.person('ada')
    await ada.larder.organisations.delete({ id: ada.householdId })
    const { freezers } = ada.larder
    const asking: (() => Promise<unknown>)[] = [
      () => freezers.list(),
      () => freezers.products.list(),
      () => freezers.products.due(),
      () => freezers.suggestions(),
      () => freezers.trends.personal(),
      () => freezers.nextFreeNumbers(),
      () => freezers.exportCsv(),
      () => freezers.create({ name: 'kitchen', boxes: 2 }),
      () => freezers.importCsv({ csv: inventory }),
    ]
    for (const ask of asking) {
      await expect(ask()).rejects.toMatchObject({ reason: 'NO_HOUSEHOLD', status: 409 })
    }
    await ada.larder.organisations.create({ kind: 'company', name: 'shop' })
    await expect(freezers.list()).rejects.toMatchObject({ reason: 'NO_HOUSEHOLD' })
    await ada.larder.organisations.create({ kind: 'household', name: 'home' })
    for (const ask of asking) await ask()
  })
})

const inventory = [
  'freezer,boxes,box,number,product,description,type,date_in,date_out,period_months,quantity',
  'shed,4,1,1,peas,,soup,2024-01-31,,6,1',
].join('\n')
