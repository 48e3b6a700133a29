import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'
import { fileStatus, newAvatar, storedBytes } from './new-avatar.ts'

const larder = await startLarder()

/** A household with a picture, and bob in it. */
async function picturedHousehold(role: 'viewer' | 'admin') {
  const ada = await larder.person('ada')
  const bob = await larder.person('bob')
  const id = ada.householdId
  const { organisations } = ada.larder
  const { token } = await organisations.invitations.makeLink({ id, role })
  await bob.larder.organisations.invitations.accept({ token })
  const fileId = await newAvatar(larder, ada)
  await organisations.picture.set({ id, fileId })
  return { ada, bob, id, fileId }
}

describe('Given a household with a picture', () => {
  test('when its members look, then all of them see it, and strangers see nothing', async () => {
    const { ada, bob, id, fileId } = await picturedHousehold('viewer')
    for (const { larder: its, session } of [ada, bob]) {
      expect((await its.organisations.get({ id })).picture?.fileId).toBe(fileId)
      expect(await fileStatus(larder, fileId, session)).toBe(200)
    }
    const eve = await larder.person('eve')
    expect(await fileStatus(larder, fileId, eve.session)).toBe(404)
    expect(await fileStatus(larder, fileId)).toBe(401)
  })

  test('when it was passed on, then whoever uploaded it has their quota back, and the file no more', async () => {
    const { ada, fileId } = await picturedHousehold('viewer')
    expect(await storedBytes(larder, ada)).toBe(0)
    const { items } = await ada.larder.files.list()
    expect(items.map(({ id }) => id)).not.toContain(fileId)
  })

  test('when a viewer sets or removes it, then they are told that it takes an admin', async () => {
    const { bob, id } = await picturedHousehold('viewer')
    const fileId = await newAvatar(larder, bob)
    const { picture } = bob.larder.organisations
    const refused = { reason: 'NOT_ALLOWED' }
    await expect(picture.set({ id, fileId })).rejects.toMatchObject(refused)
    await expect(picture.remove({ id })).rejects.toMatchObject(refused)
    expect(await fileStatus(larder, fileId, bob.session)).toBe(200)
  })

  test('when another admin sets one of theirs, then the first is gone', async () => {
    const { ada, bob, id, fileId } = await picturedHousehold('admin')
    const other = await newAvatar(larder, bob, '#a63')
    await bob.larder.organisations.picture.set({ id, fileId: other })
    expect((await ada.larder.organisations.get({ id })).picture?.fileId).toBe(other)
    expect(await fileStatus(larder, fileId, ada.session)).toBe(404)
    expect([await storedBytes(larder, ada), await storedBytes(larder, bob)]).toEqual([0, 0])
  })

  test("when somebody else's avatar is set, then it is answered as if it were not there", async () => {
    const { ada, bob, id } = await picturedHousehold('admin')
    const fileId = await newAvatar(larder, bob)
    const set = ada.larder.organisations.picture.set({ id, fileId })
    await expect(set).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  })

  test('when two admins set one at once, then one is left, and nothing of the other', async () => {
    const { ada, bob, id } = await picturedHousehold('admin')
    const admins = [ada, bob, ada, bob, ada, bob]
    const sets: [typeof ada, number][] = []
    for (const admin of admins) sets.push([admin, await newAvatar(larder, admin)])
    await Promise.all(
      sets.map(([admin, fileId]) => admin.larder.organisations.picture.set({ id, fileId })),
    )
    const rows = await larder.database.reader
      .selectFrom('files')
      .select('id')
      .where('organisation_id', '=', id)
      .execute()
    const { picture } = await ada.larder.organisations.get({ id })
    expect(rows.map((row) => row.id)).toEqual([picture?.fileId])
    expect([await storedBytes(larder, ada), await storedBytes(larder, bob)]).toEqual([0, 0])
  })

  test('when it is taken away or the household is deleted, then its file is gone', async () => {
    const { ada, id, fileId } = await picturedHousehold('viewer')
    await ada.larder.organisations.picture.remove({ id })
    expect((await ada.larder.organisations.get({ id })).picture).toBeNull()
    expect(await fileStatus(larder, fileId, ada.session)).toBe(404)
    const other = await newAvatar(larder, ada)
    await ada.larder.organisations.picture.set({ id, fileId: other })
    await ada.larder.organisations.delete({ id })
    const rows = larder.database.reader.selectFrom('files').select('id').where('id', '=', other)
    expect(await rows.execute()).toEqual([])
  })
})
