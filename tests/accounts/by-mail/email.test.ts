import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'
import { PostBox } from '../../mail/post-box.ts'

const larder = await startLarder()
const anybody = () => larder.client().accounts

async function verification(person: Person, mails = 1): Promise<string> {
  await person.larder.accounts.email.sendVerification()
  return (await larder.mailTo(person.email, mails)).token
}

/** Begins to change an address; answers the new one and the tokens of both sides. */
async function changing(person: Person): Promise<{ newEmail: string; from: string; to: string }> {
  const newEmail = `new.${randomUUID()}@example.org`
  const change = { newEmail, currentPassword: person.password }
  expect(await person.larder.accounts.email.change(change)).toEqual({ done: true })
  const [from, to] = [await larder.mailTo(person.email), await larder.mailTo(newEmail)]
  return { newEmail, from: from.token, to: to.token }
}

describe('Given somebody whose address is not verified', () => {
  test('when they open the mailed link, then it is, once', async () => {
    const ada = await larder.person('ada')
    expect((await ada.larder.accounts.whoAmI()).emailVerified).toBe(false)
    const token = await verification(ada)
    expect(await anybody().email.verify({ token })).toEqual({ email: ada.email })
    expect((await ada.larder.accounts.whoAmI()).emailVerified).toBe(true)
    const again = anybody().email.verify({ token })
    await expect(again).rejects.toMatchObject({ reason: 'LINK_INVALID' })
    const more = ada.larder.accounts.email.sendVerification()
    await expect(more).rejects.toMatchObject({ reason: 'EMAIL_VERIFIED' })
  })

  test('when they ask for more mail than anybody needs, then they are told how long to wait', async () => {
    const bob = await larder.person('bob')
    for (let n = 1; n <= 3; n++) await verification(bob, n)
    const more = bob.larder.accounts.email.sendVerification()
    await expect(more).rejects.toMatchObject({
      reason: 'MAIL_LIMIT_REACHED',
      details: { retryAfterSeconds: expect.toSatisfy((s: number) => s > 3_500 && s <= 3_600) },
    })
    const { token } = await larder.mailTo(bob.email, 3)
    await anybody().email.verify({ token })
  })
})

describe('Given somebody who changes the address', () => {
  test('when both sides confirm, in either order, then it is changed, verified, and the former one is told', async () => {
    for (const order of [['from', 'to'] as const, ['to', 'from'] as const]) {
      const cid = await larder.person('cid')
      const change = await changing(cid)
      const waitsFor = order[0] === 'from' ? 'new address' : 'present address'
      const first = await anybody().email.confirmChange({ token: change[order[0]] })
      expect(first).toEqual({ changed: false, waitsFor })
      expect((await cid.larder.accounts.whoAmI()).email).toBe(cid.email)
      const second = await anybody().email.confirmChange({ token: change[order[1]] })
      expect(second).toEqual({ changed: true, waitsFor: null })
      const me = await cid.larder.accounts.whoAmI()
      expect(me).toMatchObject({ email: change.newEmail, emailVerified: true })
      await anybody().logIn({ email: change.newEmail, password: cid.password })
      const old = anybody().logIn({ email: cid.email, password: cid.password })
      await expect(old).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
      const told = await larder.mailTo(cid.email, 2)
      expect(told.subject).toBe('Your e-mail address was changed')
      expect(told.text).toContain(change.newEmail)
    }
  })

  test('when one side confirms twice, then that is not both', async () => {
    const dan = await larder.person('dan')
    const { to } = await changing(dan)
    await anybody().email.confirmChange({ token: to })
    const again = anybody().email.confirmChange({ token: to })
    await expect(again).rejects.toMatchObject({ reason: 'LINK_INVALID' })
    expect((await dan.larder.accounts.whoAmI()).email).toBe(dan.email)
  })

  test('when both sides confirm at the same moment, then it is changed', async () => {
    const eve = await larder.person('eve')
    const { newEmail, from, to } = await changing(eve)
    const answers = await Promise.all(
      [from, to].map((token) => anybody().email.confirmChange({ token })),
    )
    expect(answers.filter(({ changed }) => changed)).toHaveLength(1)
    expect((await eve.larder.accounts.whoAmI()).email).toBe(newEmail)
  })

  test('when somebody registers with the address meanwhile, then confirming says so', async () => {
    const fay = await larder.person('fay')
    const { newEmail, from, to } = await changing(fay)
    await anybody().email.confirmChange({ token: to })
    await larder.person('gus', { email: newEmail })
    const late = anybody().email.confirmChange({ token: from })
    await expect(late).rejects.toMatchObject({
      reason: 'EMAIL_TAKEN',
      details: { email: newEmail },
    })
    expect((await fay.larder.accounts.whoAmI()).email).toBe(fay.email)
  })

  test('when they have second thoughts, then only the newest change counts', async () => {
    const hal = await larder.person('hal')
    const first = await changing(hal)
    const newEmail = `other.${randomUUID()}@example.org`
    await hal.larder.accounts.email.change({ newEmail, currentPassword: hal.password })
    await larder.mailTo(newEmail)
    for (const token of [first.from, first.to]) {
      const old = anybody().email.confirmChange({ token })
      await expect(old).rejects.toMatchObject({ reason: 'LINK_INVALID' })
    }
  })

  test('when the password is changed meanwhile, then the change is off', async () => {
    const ian = await larder.person('ian')
    const { from } = await changing(ian)
    const newPassword = 'a quieter umbrella'
    await ian.larder.accounts.changePassword({ currentPassword: ian.password, newPassword })
    const late = anybody().email.confirmChange({ token: from })
    await expect(late).rejects.toMatchObject({ reason: 'LINK_INVALID' })
  })

  test('when the password is wrong, or the address is theirs or taken, then nothing begins', async () => {
    const jan = await larder.person('jan')
    const { email } = await larder.person('kim')
    const { change } = jan.larder.accounts.email
    const currentPassword = jan.password
    await expect(
      change({ newEmail: 'x@example.org', currentPassword: 'not that one' }),
    ).rejects.toMatchObject({ reason: 'PASSWORD_WRONG' })
    await expect(change({ newEmail: jan.email, currentPassword })).rejects.toMatchObject({
      reason: 'EMAIL_UNCHANGED',
    })
    await expect(change({ newEmail: email, currentPassword })).rejects.toMatchObject({
      reason: 'EMAIL_TAKEN',
    })
    const mails = await larder.mails()
    expect(mails.filter(({ to }) => [jan.email, email].includes(to))).toEqual([])
  })
})

describe('Given a server that sends mail', () => {
  test('when somebody changes to an address that is taken, then the answer is the same, and nothing comes of it', async () => {
    const home = await startLarder()
    const [leo, mia] = [await home.person('leo'), await home.person('mia')]
    await home.kill()
    const box = await PostBox.open()
    const mailing = await startLarder({ settings: box.settings(), on: home })
    const change = (newEmail: string) => {
      const input = { newEmail, currentPassword: leo.password }
      return mailing.call('accounts.email.change', input, { secret: leo.session })
    }
    const taken = await change(mia.email.toUpperCase())
    const { token } = await box.mailTo(leo.email)
    const free = await change('leo.new@example.org')
    expect([taken.status, taken.body]).toEqual([free.status, free.body])
    await box.mailTo('leo.new@example.org')
    await mailing.quiet()
    expect(box.taken.map(({ envelope }) => envelope.to[0]).sort()).toEqual(
      [leo.email, leo.email, 'leo.new@example.org'].sort(),
    )
    const late = mailing.client().accounts.email.confirmChange({ token })
    await expect(late).rejects.toMatchObject({ reason: 'LINK_INVALID' })
  })
})
