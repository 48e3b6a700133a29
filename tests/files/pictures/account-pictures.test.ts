import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { putFile } from '../uploads/put-file.ts'
import { fileStatus, newAvatar, storedBytes } from './new-avatar.ts'
import { plainPicture } from './some-pictures.ts'

const larder = await startLarder()
const anybody = larder.client().accounts.profile

/** Somebody with a picture, and the public name `username`. */
async function pictured(username: string): Promise<{ ada: Person; fileId: number }> {
  const ada = await larder.person('ada')
  const fileId = await newAvatar(larder, ada)
  await ada.larder.accounts.profile.edit({ username })
  await ada.larder.accounts.picture.set({ fileId })
  return { ada, fileId }
}

describe('Given somebody who uploaded an avatar', () => {
  test('when they make it their picture, then their profile shows it in its sizes', async () => {
    const ada = await larder.person('ada')
    const fileId = await newAvatar(larder, ada)
    const picture = await ada.larder.accounts.picture.set({ fileId })
    expect(picture).toEqual({
      fileId,
      renditions: [
        { label: 'small', width: 64, height: 64 },
        { label: 'medium', width: 200, height: 200 },
      ],
    })
    expect((await ada.larder.accounts.profile.get()).picture).toEqual(picture)
    const { items } = await ada.larder.events.list({ types: ['AccountPictureSet'] })
    expect(items[0]).toMatchObject({
      type: 'AccountPictureSet',
      payload: { fileId, replacedFileId: null },
    })
  })

  test('when they set another one, then the file of the first is gone and its bytes are free', async () => {
    const { ada, fileId } = await pictured('ada-replaces')
    const other = await newAvatar(larder, ada, '#a63')
    await ada.larder.accounts.picture.set({ fileId: other })
    expect((await ada.larder.accounts.profile.get()).picture?.fileId).toBe(other)
    expect(await fileStatus(larder, fileId, ada.session)).toBe(404)
    const { size, renditions } = await ada.larder.files.get({ id: other })
    const sizes = [size, ...renditions.map((rendition) => rendition.size)]
    expect(await storedBytes(larder, ada)).toBe(sizes.reduce((sum, each) => sum + each))
  })

  test('when they set the same one again, then nothing happens', async () => {
    const { ada, fileId } = await pictured('ada-again')
    const picture = await ada.larder.accounts.picture.set({ fileId })
    expect(picture?.fileId).toBe(fileId)
    expect(await fileStatus(larder, fileId, ada.session)).toBe(200)
  })

  test('when they take it away, then there is none, and once more changes nothing', async () => {
    const { ada, fileId } = await pictured('ada-removes')
    await ada.larder.accounts.picture.remove()
    await ada.larder.accounts.picture.remove()
    expect((await ada.larder.accounts.profile.get()).picture).toBeNull()
    expect(await fileStatus(larder, fileId, ada.session)).toBe(404)
    expect(await storedBytes(larder, ada)).toBe(0)
  })
})

describe('Given a file that is no picture for an account', () => {
  test('when it was uploaded as a picture or a file, then it is none', async () => {
    const ada = await larder.person('ada')
    const bytes = await plainPicture(300, 200)
    for (const as of ['picture', 'file']) {
      const answer = await putFile(larder, bytes, { secret: ada.session, as })
      const set = ada.larder.accounts.picture.set({ fileId: answer.file().id })
      await expect(set).rejects.toMatchObject({ reason: 'NOT_A_PICTURE' })
    }
  })

  test("when it is somebody else's, then it is answered as if it were not there", async () => {
    const { fileId } = await pictured('ada-owns')
    const bob = await larder.person('bob')
    const set = bob.larder.accounts.picture.set({ fileId })
    await expect(set).rejects.toMatchObject({
      reason: 'NOT_FOUND',
      details: { what: 'file', id: fileId },
    })
  })

  test('when it is their picture already, then it cannot be deleted, opened or passed on', async () => {
    const { ada, fileId } = await pictured('ada-keeps')
    const { files, organisations } = ada.larder
    const inUse = { reason: 'FILE_IN_USE' }
    await expect(files.delete({ id: fileId })).rejects.toMatchObject(inUse)
    const open = files.edit({ id: fileId, audience: 'everyone' })
    await expect(open).rejects.toMatchObject(inUse)
    const pass = organisations.picture.set({ id: ada.householdId, fileId })
    await expect(pass).rejects.toMatchObject(inUse)
  })
})

describe('Given a picture, and who may see it', () => {
  test('when it is not public, then everybody else finds neither it nor its file', async () => {
    const { fileId } = await pictured('ada-hides')
    expect((await anybody.byUsername({ username: 'ada-hides' })).picture).toBeNull()
    expect(await fileStatus(larder, fileId)).toBe(401)
    const bob = await larder.person('bob')
    expect(await fileStatus(larder, fileId, bob.session)).toBe(404)
  })

  test('when it is public, then everybody sees it until it is not, or the account is away', async () => {
    const { ada, fileId } = await pictured('ada-shows')
    const { profile } = ada.larder.accounts
    await profile.edit({ publicFields: ['picture'] })
    expect((await anybody.byUsername({ username: 'ada-shows' })).picture?.fileId).toBe(fileId)
    expect(await fileStatus(larder, fileId)).toBe(200)
    const other = await newAvatar(larder, ada, '#a63')
    await ada.larder.accounts.picture.set({ fileId: other })
    expect(await fileStatus(larder, other)).toBe(200)
    await profile.edit({ username: null })
    expect(await fileStatus(larder, other)).toBe(401)
    await profile.edit({ username: 'ada-shows' })
    expect(await fileStatus(larder, other)).toBe(200)
    await profile.edit({ publicFields: [] })
    expect(await fileStatus(larder, other)).toBe(401)
    await profile.edit({ publicFields: ['picture'] })
    await ada.larder.accounts.leave({ password: ada.password })
    expect(await fileStatus(larder, other)).toBe(401)
  })

  test('when somebody lives with them, then they see it among the members, and not afterwards', async () => {
    const { ada, fileId } = await pictured('ada-shares')
    const bob = await larder.person('bob')
    const { organisations } = ada.larder
    const id = ada.householdId
    const { token } = await organisations.invitations.makeLink({ id, role: 'viewer' })
    await bob.larder.organisations.invitations.accept({ token })
    const { items } = await bob.larder.organisations.members.list({ id })
    expect(items.map(({ picture }) => picture?.fileId ?? null)).toEqual([fileId, null])
    expect(await fileStatus(larder, fileId, bob.session)).toBe(200)
    await organisations.members.remove({ id, accountId: bob.accountId })
    expect(await fileStatus(larder, fileId, bob.session)).toBe(404)
  })
})

describe('Given several at once', () => {
  test('when ten pictures are set at once, then one is left, and nothing of the others', async () => {
    const ada = await larder.person('ada')
    const fileIds: number[] = []
    for (let n = 0; n < 10; n++) fileIds.push(await newAvatar(larder, ada, `#${n}${n}${n}`))
    const sets = fileIds.map((fileId) => ada.larder.accounts.picture.set({ fileId }))
    await Promise.all(sets)
    const { picture } = await ada.larder.accounts.profile.get()
    const rows = await larder.database.reader
      .selectFrom('files')
      .select(['id', 'counted_bytes'])
      .where('account_id', '=', ada.accountId)
      .execute()
    expect(rows.map(({ id }) => id)).toEqual([picture?.fileId])
    expect(await storedBytes(larder, ada)).toBe(rows[0]?.counted_bytes)
  })

  test('when it is set while its file is deleted, then one of both wins and the other is told', async () => {
    const ada = await larder.person('ada')
    for (let n = 0; n < 10; n++) {
      const fileId = await newAvatar(larder, ada, `#${n}0${n}`)
      const [set, gone] = await Promise.allSettled([
        ada.larder.accounts.picture.set({ fileId }),
        ada.larder.files.delete({ id: fileId }),
      ])
      const shown = (await ada.larder.accounts.profile.get()).picture?.fileId === fileId
      expect([set.status === 'fulfilled', gone.status === 'rejected']).toEqual([shown, shown])
      const said = set.status === 'rejected' ? set.reason : (gone as PromiseRejectedResult).reason
      expect(said).toMatchObject({ reason: shown ? 'FILE_IN_USE' : 'NOT_FOUND' })
    }
  })
})
