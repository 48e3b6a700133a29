import { randomUUID } from 'node:crypto'
import { createServices } from '@larder/api'
import { expect, test } from 'vitest'
import { figure, openStorage, startLarder } from '#harness'
import { performChores } from '../../background/perform-chores.ts'

const larder = await startLarder()

test('Given answers of 23 and of 25 hours ago, when the server tidies up, then only the older one is forgotten', async () => {
  const ada = await larder.person('ada')
  const younger = await keptFreezer(23)
  const older = await keptFreezer(25)

  await performChores(createServices(larder.database, { storage: openStorage(larder) }))

  const again = await larder.client({ token: ada.session }).freezers.create(younger.input, {
    idempotencyKey: younger.key,
  })
  expect(again).toEqual(younger.answer)
  const forgotten = larder.client({ token: ada.session }).freezers.create(older.input, {
    idempotencyKey: older.key,
  })
  await expect(forgotten).rejects.toMatchObject({ reason: 'FREEZER_NAME_TAKEN' })
  figure(9, 'an answer is replayed after 23 hours and forgotten after 25')

  /** Makes a freezer under a key, and the clock of the key go by. */
  async function keptFreezer(hoursAgo: number) {
    const [key, input] = [randomUUID(), { name: `of ${hoursAgo} hours ago`, boxes: 1 }]
    const answer = await ada.larder.freezers.create(input, { idempotencyKey: key })
    const created_at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString()
    const age = larder.database.writer.updateTable('idempotency_keys').set({ created_at })
    await age.where('key', '=', key).execute()
    return { key, input, answer }
  }
})
