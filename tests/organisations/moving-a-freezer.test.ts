import { setTimeout as sleep } from 'node:timers/promises'
import { createServices, projections, rebuild } from '@larder/api'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { counters, upToDate } from '../audit/erasing/account-rows.ts'
import { collect, settled } from '../live/collect.ts'

const larder = await startLarder()
const { database } = larder

interface Move {
  /** In both households, and an admin of both. */
  ada: Person
  /** In the household that the freezer leaves. */
  bob: Person
  /** In the household that it comes into. */
  eve: Person
  /** Where it comes into. */
  hut: number
  freezer: { id: number; name: string }
}

async function beforeTheMove(): Promise<Move> {
  const [ada, bob, eve] = [
    await larder.person('ada'),
    await larder.person('bob'),
    await larder.person('eve'),
  ]
  await ada.takeIn(bob)
  const { organisations } = ada.larder
  const { id: hut } = await organisations.create({ kind: 'household', name: 'hut' })
  const { token } = await organisations.invitations.makeLink({ id: hut })
  await eve.larder.organisations.invitations.accept({ token })
  return { ada, bob, eve, hut, freezer: await ada.freezer() }
}

function move({ ada, hut, freezer }: Move) {
  return ada.larder.freezers.moveToHousehold({ id: freezer.id, householdId: hut })
}

async function historyOf({ larder: own }: Person, freezerId: number) {
  return (await own.freezers.history.list({ freezerId })).items
}

async function trendsOf({ larder: own }: Person, householdId?: number) {
  const { items } = await own.freezers.trends.personal({ householdId })
  return items.map(({ typeId, count, lastOut }) => ({ typeId, count, lastOut }))
}

const notThere = (id: number) => ({ reason: 'NOT_FOUND', details: { what: 'freezer', id } })

describe('Given a freezer with things in it, out of it and a history', () => {
  test('when it moves to another household, then all of it is there, and nothing where it was', async () => {
    const world = await beforeTheMove()
    const { ada, bob, eve, hut, freezer } = world
    const peas = await ada.product(freezer, { name: 'peas' })
    const soup = await ada.product(freezer, { name: 'soup', dateIn: '2024-01-31' })
    await ada.larder.freezers.products.takeOut({ id: soup.id, dateOut: '2024-02-29' })
    expect(await move(world)).toMatchObject({ id: freezer.id, householdId: hut, productsInside: 1 })

    const there = await eve.larder.freezers.products.list({ householdId: hut })
    expect(there.items.map(({ id }) => id).sort()).toEqual([peas.id, soup.id].sort())
    const texts = (await historyOf(eve, freezer.id)).map(({ text }) => text)
    expect(texts[0]).toBe(`freezer "${freezer.name}" came from another household`)
    expect(texts).toHaveLength(5)
    await eve.larder.freezers.products.takeOut({ id: peas.id })

    expect(
      (await bob.larder.freezers.products.list({ householdId: ada.householdId })).items,
    ).toEqual([])
    await expect(bob.larder.freezers.get({ id: freezer.id })).rejects.toMatchObject(
      notThere(freezer.id),
    )
    await expect(historyOf(bob, freezer.id)).rejects.toMatchObject(notThere(freezer.id))
  })

  test('when it moves, then both households are told on their feeds, each what is theirs', async () => {
    const world = await beforeTheMove()
    const { ada, bob, eve, freezer } = world
    const [left, came] = [collect(bob.larder), collect(eve.larder)]
    await settled(bob.larder, left)
    await settled(eve.larder, came)
    await move(world)
    await ada.product(freezer)
    const away = await left.until(({ type }) => type === 'FreezerMovedAway')
    expect(away.text).toBe(`freezer "${freezer.name}" moved to another household`)
    await came.until(({ type }) => type === 'ProductAdded')
    const typesOf = (events: { type: string }[]) =>
      events.map(({ type }) => type).filter((type) => /^(Freezer|Product)/.test(type))
    expect(typesOf(came.events)).toEqual(['FreezerMovedIn', 'ProductAdded'])
    expect(typesOf(left.events)).toEqual(['FreezerMovedAway'])
    // What happened before is what the one household lived through, and the other one did not.
    const stream = `freezer-${freezer.id}`
    const before = await bob.larder.events.list({ stream })
    expect(typesOf(before.items)).toEqual(['FreezerCreated', 'FreezerMovedAway'])
  })

  test('when it moves there and back, then trends count each product once, and a rebuild says the same', async () => {
    const world = await beforeTheMove()
    const { ada, eve, hut, freezer } = world
    const { products } = ada.larder.freezers
    const day = { dateIn: '2024-01-31' }
    await ada.product(freezer, { typeId: 1, ...day })
    const out = await ada.product(freezer, { typeId: 2, ...day })
    await products.takeOut({ id: out.id, dateOut: '2024-02-29' })
    const elsewhere = await ada.product(await ada.freezer(), { typeId: 2, ...day })
    const before = await trendsOf(ada)
    await move(world)
    expect(await trendsOf(ada)).toEqual([{ typeId: 2, count: 1, lastOut: null }])
    expect(await trendsOf(eve, hut)).toEqual([
      { typeId: 2, count: 1, lastOut: '2024-02-29' },
      { typeId: 1, count: 1, lastOut: null },
    ])
    // What becomes of them there is counted there.
    await eve.larder.freezers.products.putBack({ id: out.id })
    await eve.larder.freezers.products.delete({ id: out.id })
    expect(await trendsOf(eve, hut)).toEqual([{ typeId: 1, count: 1, lastOut: null }])
    await ada.larder.freezers.moveToHousehold({ id: freezer.id, householdId: ada.householdId })
    expect(await trendsOf(eve, hut)).toEqual([])
    expect(await trendsOf(ada)).toEqual([
      { typeId: 1, count: 1, lastOut: null },
      { typeId: 2, count: 1, lastOut: null },
    ])
    expect(before).toHaveLength(2)
    await products.delete({ id: elsewhere.id })
    // Before nobody derives any more.
    await upToDate(database)
    await larder.kill('SIGTERM')
    const followed = await counters(database)
    const trends = projections.find(({ name }) => name === 'trends')
    if (!trends) throw new Error('There are no trends.')
    await rebuild(createServices(database), trends, { holder: 'the test' })
    expect(await counters(database)).toEqual(followed)
    await larder.restart()
  })
})

describe('Given households that somebody is not an admin of, or that have a freezer of that name', () => {
  test('when they move a freezer, then it takes an admin of both', async () => {
    const { ada, bob, eve, hut, freezer } = await beforeTheMove()
    const moveBy = (person: Person, householdId: number) =>
      person.larder.freezers.moveToHousehold({ id: freezer.id, householdId })
    await expect(moveBy(bob, bob.householdId)).rejects.toMatchObject({ reason: 'NOT_ALLOWED' })
    await expect(moveBy(eve, hut)).rejects.toMatchObject(notThere(freezer.id))
    const shop = await ada.larder.organisations.create({ kind: 'company', name: 'shop' })
    for (const householdId of [shop.id, eve.householdId, 2_000_000_000]) {
      await expect(moveBy(ada, householdId)).rejects.toMatchObject({
        reason: 'NOT_FOUND',
        details: { what: 'household', id: householdId },
      })
    }
    await eve.takeIn(ada, 'member')
    await expect(moveBy(ada, eve.householdId)).rejects.toMatchObject({
      reason: 'NOT_ALLOWED',
      details: { action: 'take a freezer from another household', role: 'member' },
    })
    expect(await ada.larder.freezers.get({ id: freezer.id })).toMatchObject({
      householdId: ada.householdId,
    })
  })

  test('when there is one of that name in use, then it is refused; an archived one may come', async () => {
    const world = await beforeTheMove()
    const { ada, hut, freezer } = world
    const { freezers } = ada.larder
    await freezers.create({ householdId: hut, name: freezer.name.toUpperCase(), boxes: 1 })
    await expect(move(world)).rejects.toMatchObject({
      reason: 'FREEZER_NAME_TAKEN',
      details: { name: freezer.name },
    })
    await freezers.archive({ id: freezer.id })
    expect(await move(world)).toMatchObject({ householdId: hut })
    await expect(freezers.restore({ id: freezer.id })).rejects.toMatchObject({
      reason: 'FREEZER_NAME_TAKEN',
    })
  })

  test('when things are put in while it moves back and forth, then each is where its freezer is', async () => {
    const world = await beforeTheMove()
    const { ada, hut, freezer } = world
    await Promise.all([
      ...Array.from({ length: 10 }, () => ada.product(freezer)),
      ...Array.from({ length: 6 }, (_, n) =>
        ada.larder.freezers.moveToHousehold({
          id: freezer.id,
          householdId: n % 2 === 0 ? hut : ada.householdId,
        }),
      ),
    ])
    const { householdId } = await ada.larder.freezers.get({ id: freezer.id })
    const rows = await database.reader
      .selectFrom('products')
      .select('household_id')
      .where('freezer_id', '=', freezer.id)
      .execute()
    expect(rows.map((row) => row.household_id)).toEqual(Array(10).fill(householdId))
    const other = householdId === hut ? ada.householdId : hut
    expect(await trendsOf(ada, householdId)).toMatchObject([{ typeId: 1, count: 10 }])
    expect(await trendsOf(ada, other)).toEqual([])
  })
})

describe('Given things that were done before a freezer moved', () => {
  async function eventOf(person: Person, freezerId: number, type: string): Promise<number> {
    const items = await historyOf(person, freezerId)
    return items.find((each) => each.type === type)?.id ?? 0
  }

  test('when members of its new household undo them, then they are undone, and counted there', async () => {
    const world = await beforeTheMove()
    const { ada, eve, hut, freezer } = world
    const { id } = await ada.product(freezer)
    await ada.larder.freezers.products.takeOut({ id })
    await move(world)
    const out = await eventOf(eve, freezer.id, 'ProductTakenOut')
    const { eventId } = await eve.larder.freezers.history.undo({ eventId: out })
    expect(await eve.larder.freezers.products.get({ id })).toMatchObject({ inside: true })
    expect(await trendsOf(eve, hut)).toEqual([{ typeId: 1, count: 1, lastOut: null }])
    await eve.larder.freezers.history.undo({ eventId: eventId ?? 0 })
    expect(await eve.larder.freezers.products.get({ id })).toMatchObject({ inside: false })
    const added = await eventOf(eve, freezer.id, 'ProductAdded')
    await eve.larder.freezers.history.undo({ eventId: out })
    await eve.larder.freezers.history.undo({ eventId: added })
    expect(await trendsOf(eve, hut)).toEqual([])
  })

  test('when members of its old household would undo them, then it is refused and says why', async () => {
    const world = await beforeTheMove()
    const { ada, bob, freezer } = world
    await ada.product(freezer)
    const eventId = await eventOf(bob, freezer.id, 'ProductAdded')
    await move(world)
    await expect(bob.larder.freezers.history.undo({ eventId })).rejects.toMatchObject({
      reason: 'UNDO_ACROSS_HOUSEHOLDS',
      status: 409,
    })
    // Who never was in either is told nothing.
    const carl = await larder.person('carl')
    await expect(carl.larder.freezers.history.undo({ eventId })).rejects.toMatchObject({
      reason: 'NOT_FOUND',
    })
  })

  test('when undoing would carry a product into the other household, then it is refused, and nothing is told', async () => {
    const world = await beforeTheMove()
    const { ada, bob, hut, freezer } = world
    const stays = await ada.freezer()
    const peas = await ada.product(freezer)
    await ada.larder.freezers.products.move({ id: peas.id, freezerId: stays.id, box: 1 })
    const eventId = await eventOf(bob, stays.id, 'ProductMoved')
    await move(world)
    // Its old place is taken there: that is not for those who stay to know.
    await ada.product({ id: freezer.id }, { name: 'secret of the hut' })
    for (const dryRun of [true, false]) {
      const undoing = bob.larder.freezers.history.undo({ eventId, dryRun })
      await expect(undoing).rejects.toMatchObject({
        reason: 'UNDO_ACROSS_HOUSEHOLDS',
        message: expect.not.stringContaining('secret'),
      })
    }
    expect(await bob.larder.freezers.products.get({ id: peas.id })).toMatchObject({
      freezerId: stays.id,
    })
    // Ada is an admin of both, and yet a household's products stay in it.
    expect(await trendsOf(ada, hut)).toMatchObject([{ count: 1 }])
    await expect(ada.larder.freezers.history.undo({ eventId })).rejects.toMatchObject({
      reason: 'UNDO_ACROSS_HOUSEHOLDS',
    })
  })

  test('when the move itself would be undone, then it is to be moved back', async () => {
    const world = await beforeTheMove()
    const { ada, freezer } = world
    await move(world)
    const eventId = await eventOf(ada, freezer.id, 'FreezerMovedIn')
    await expect(ada.larder.freezers.history.undo({ eventId })).rejects.toMatchObject({
      reason: 'NOT_UNDOABLE',
      message: expect.stringContaining('move the freezer back'),
    })
  })

  test('when it is deleted there and that is undone, then it is there again', async () => {
    const world = await beforeTheMove()
    const { ada, hut, freezer } = world
    await move(world)
    await ada.larder.freezers.delete({ id: freezer.id })
    const eventId = await eventOf(ada, freezer.id, 'FreezerDeleted')
    await ada.larder.freezers.history.undo({ eventId })
    expect(await ada.larder.freezers.get({ id: freezer.id })).toMatchObject({ householdId: hut })
  })

  test('when its old household is deleted, then its history keeps its words where it is', async () => {
    const world = await beforeTheMove()
    const { ada, bob, eve, freezer } = world
    await ada.product(freezer, { name: 'peas of old' })
    await bob.larder.organisations.leave({ id: ada.householdId })
    await move(world)
    await ada.larder.organisations.delete({ id: ada.householdId })
    const stream = `organisation-${ada.householdId}`
    const wordsLeft = async () => {
      const rows = database.reader.selectFrom('events').select('payload')
      const own = await rows
        .where('stream', '=', stream)
        .where('type', '=', 'OrganisationDeleted')
        .execute()
      return own.map(({ payload }) => JSON.parse(payload).name)
    }
    await expect.poll(wordsLeft, { timeout: 10_000 }).toEqual(['[erased]'])
    const texts = (await historyOf(eve, freezer.id)).map(({ text }) => text)
    expect(texts.join()).toContain('peas of old')
  })
})

describe('Given somebody who moves a freezer and has to wait for it', () => {
  test('when they are removed from its household meanwhile, then it stays, and is missing to them', async () => {
    const { ada, bob, freezer } = await beforeTheMove()
    await ada.larder.organisations.members.setRole({
      id: ada.householdId,
      accountId: bob.accountId,
      role: 'admin',
    })
    let moving: Promise<unknown> | undefined
    await database.transaction(async (db) => {
      await db.updateTable('freezers').set({ name: 'held' }).where('id', '=', freezer.id).execute()
      moving = bob.larder.freezers.moveToHousehold({ id: freezer.id, householdId: bob.householdId })
      moving.catch(() => {})
      await sleep(500)
      await db
        .deleteFrom('organisation_members')
        .where('organisation_id', '=', ada.householdId)
        .where('account_id', '=', bob.accountId)
        .execute()
    })
    await expect(moving).rejects.toMatchObject(notThere(freezer.id))
    expect(await ada.larder.freezers.get({ id: freezer.id })).toMatchObject({ name: 'held' })
  })
})
