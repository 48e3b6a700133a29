import { eraseAccount } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { sceneOf } from './scene.ts'

const larder = await startLarder()

describe('Given a household whose member is gone and erased from the log', () => {
  test('when what they wrote would come back, then it cannot, and the rest can', async () => {
    const { person: ada, freezerId, peas, undo, eventOf } = await sceneOf(larder)
    const bob = await larder.person('bob')
    await ada.takeIn(bob)
    const { products } = bob.larder.freezers
    const { id } = await bob.product({ id: freezerId }, { name: 'beans of bob' })
    await products.edit({ id: peas, name: 'peas of bob' })
    await ada.larder.freezers.products.edit({ id: peas, name: 'peas' })
    const corrected = await eventOf(`product-${peas}`)
    await ada.larder.freezers.products.move({ id, box: 3 })
    const moved = await eventOf(`product-${id}`)
    await eraseAccount(larder.database, bob.accountId)

    const refusal = { reason: 'UNDO_ERASED', status: 422, details: { eventId: corrected } }
    await expect(undo(corrected)).rejects.toMatchObject(refusal)
    await expect(undo(corrected, true)).rejects.toMatchObject(refusal)
    await undo(moved)
    const { get } = ada.larder.freezers.products
    expect(await get({ id })).toMatchObject({ name: 'beans of bob', box: 1 })
  })

  test('when their freezer comes into use again, then its name is as it was', async () => {
    const { person: ada, undo, eventOf } = await sceneOf(larder)
    const bob = await larder.person('bob')
    await larder.database.writer
      .deleteFrom('organisation_members')
      .where('account_id', '=', bob.accountId)
      .execute()
    await ada.takeIn(bob)
    const { id } = await bob.freezer({ name: 'den of bob' })
    await ada.larder.freezers.archive({ id })
    const archived = await eventOf(`freezer-${id}`)
    const { id: another } = await ada.freezer({ name: 'den of Bob' })
    await eraseAccount(larder.database, bob.accountId)

    const taken = { reason: 'UNDO_BLOCKED', details: { blockers: [{ type: 'FreezerCreated' }] } }
    await expect(undo(archived)).rejects.toMatchObject(taken)
    await ada.larder.freezers.edit({ id: another, name: 'cellar' })
    await undo(archived)
    expect(await ada.larder.freezers.get({ id })).toMatchObject({ name: 'den of bob' })
    const twice = ada.freezer({ name: 'den of bob' })
    await expect(twice).rejects.toMatchObject({ reason: 'FREEZER_NAME_TAKEN' })
  })

  test('when two names that they gave differ no more, then undoing one is refused as lost', async () => {
    const { person: ada, peas, undo, eventOf } = await sceneOf(larder)
    await ada.larder.freezers.products.edit({ id: peas, name: 'green peas' })
    const edited = await eventOf(`product-${peas}`)
    await eraseAccount(larder.database, ada.accountId)
    await expect(undo(edited)).rejects.toMatchObject({ reason: 'UNDO_ERASED' })
  })
})
