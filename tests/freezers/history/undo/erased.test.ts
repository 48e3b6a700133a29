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
})
