import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { sceneOf } from './scene.ts'

const larder = await startLarder()
const scene = await sceneOf(larder)
const ada = scene.person
const added = await scene.eventOf(`product-${scene.peas}`)

describe('Given an event that somebody may not undo', () => {
  test('when it is another household’s or none, then there is no such event', async () => {
    const eve = await larder.person('eve')
    for (const eventId of [added, 2_000_000_000]) {
      for (const dryRun of [true, false]) {
        const refusal = { reason: 'NOT_FOUND', details: { what: 'event', id: eventId } }
        const undo = eve.larder.freezers.history.undo({ eventId, dryRun })
        await expect(undo).rejects.toMatchObject(refusal)
      }
    }
  })

  test('when it is a log-in of somebody else, then there is no such event either', async () => {
    const bob = await larder.person('bob')
    await bob.logIn()
    const eventId = await scene.eventOf(`account-${bob.accountId}`).catch(() => latestOf(bob))
    await expect(scene.undo(eventId)).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when it is the own log-in, then they hear what can be undone', async () => {
    await ada.logIn()
    const eventId = await latestOf(ada)
    await expect(scene.undo(eventId)).rejects.toMatchObject({
      reason: 'NOT_UNDOABLE',
      status: 422,
      details: { eventId, type: 'LoggedIn' },
    })
  })

  test('when it is about a product type, which belongs to nobody, then the same', async () => {
    const keeper = await larder.person('keeper', { accountRole: 'admin' })
    const names = { en: 'hare', fr: 'lièvre' }
    const { id } = await keeper.larder.freezers.types.add({ names, usualMonths: null })
    const event = larder.database.reader.selectFrom('events').select('id')
    const { id: eventId } = await event
      .where('stream', '=', `product-type-${id}`)
      .executeTakeFirstOrThrow()
    await expect(scene.undo(eventId)).rejects.toMatchObject({ reason: 'NOT_UNDOABLE' })
  })
})

describe('Given an action that is undone', () => {
  test('when it is undone once more, then they hear by what, and how to do it again', async () => {
    const { id } = await ada.product({ id: scene.freezerId })
    const eventId = await scene.eventOf(`product-${id}`)
    const { eventId: undoneBy } = await scene.undo(eventId)
    const refusal = {
      reason: 'ALREADY_UNDONE',
      status: 409,
      details: { eventId, undoneBy },
      message: expect.stringContaining(`undo event ${undoneBy}`),
    }
    await expect(scene.undo(eventId)).rejects.toMatchObject(refusal)
    await expect(scene.undo(eventId, true)).rejects.toMatchObject(refusal)
    const { eventId: redo } = await scene.undo(undoneBy ?? 0)
    await expect(scene.undo(undoneBy ?? 0)).rejects.toMatchObject({
      ...{ reason: 'ALREADY_UNDONE', details: { eventId: undoneBy, undoneBy: redo } },
    })
    // It holds again, so it can be undone by its own number as well.
    expect(await scene.undo(eventId)).toMatchObject({ isRedo: false })
  })
})

describe('Given the roles of a household', () => {
  test('when a viewer undoes something, then they may not', async () => {
    const viewer = await member('viewer')
    const undo = viewer.larder.freezers.history.undo({ eventId: added, dryRun: true })
    await expect(undo).rejects.toMatchObject({ reason: 'NOT_ALLOWED' })
  })

  test('when a member undoes what takes an administrator to do, then they may not', async () => {
    const bob = await member('member')
    const { id } = await ada.freezer()
    const { archive, history } = ada.larder.freezers
    await archive({ id })
    const eventId = await scene.eventOf(`freezer-${id}`)
    const refusal = { reason: 'NOT_ALLOWED', details: { action: 'archive a freezer' } }
    await expect(bob.larder.freezers.history.undo({ eventId })).rejects.toMatchObject(refusal)
    const { eventId: undoing } = await history.undo({ eventId })
    const redo = bob.larder.freezers.history.undo({ eventId: undoing ?? 0 })
    await expect(redo).rejects.toMatchObject(refusal)
  })

  test('when a member undoes what another one did, then they may', async () => {
    const bob = await member('member')
    const { id } = await ada.product({ id: scene.freezerId })
    const eventId = await scene.eventOf(`product-${id}`)
    const { items } = await ada.larder.freezers.history.list({ freezerId: scene.freezerId })
    expect(items.some((entry) => entry.id === eventId)).toBe(true)
    await bob.larder.freezers.history.undo({ eventId })
    const [latest] = (await ada.larder.freezers.history.list({ freezerId: scene.freezerId })).items
    expect(latest).toMatchObject({ type: 'ActionUndone', by: { accountId: bob.accountId } })
  })
})

async function member(role: 'viewer' | 'member'): Promise<Person> {
  const person = await larder.person(role)
  await ada.takeIn(person, role)
  return person
}

async function latestOf({ accountId }: Person): Promise<number> {
  const events = larder.database.reader.selectFrom('events').select('id')
  const own = events.where('stream', '=', `account-${accountId}`).orderBy('id', 'desc')
  return (await own.executeTakeFirstOrThrow()).id
}
