import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Person } from '#harness'
import { startLarder } from '#harness'

const larder = await startLarder()
const anybody = () => larder.client().accounts

const newPassword = 'a quieter umbrella'

/** Asks for a new password; answers the token that arrives as the n-th such mail. */
async function forgotten({ email }: Person, mails = 1): Promise<string> {
  expect(await anybody().password.forgot({ email })).toEqual({ done: true })
  return (await larder.mailTo(email, mails)).token
}

describe('Given somebody who forgot the password', () => {
  test('when they reset it, then every session is over, the new password opens and the old one does not', async () => {
    const ada = await larder.person('ada')
    const { token: accessToken } = await ada.larder.accounts.tokens.create({
      name: 's',
      scopes: ['*'],
    })
    const token = await forgotten(ada)
    const mail = await larder.mailTo(ada.email)
    expect(mail).toMatchObject({
      subject: 'Choose a new password',
      command: `larder account reset-password ${token}`,
    })
    expect(mail.text).not.toMatch(/https?:/)
    expect(await anybody().password.reset({ token, newPassword })).toEqual({
      email: ada.email,
      tokens: { kept: 1, revoked: 0 },
    })
    await expect(ada.larder.accounts.whoAmI()).rejects.toMatchObject({
      reason: 'CREDENTIAL_REFUSED',
    })
    await expect(ada.logIn()).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
    await anybody().logIn({ email: ada.email, password: newPassword })
    const me = await larder.client({ token: accessToken }).accounts.whoAmI()
    expect(me.emailVerified).toBe(true)
    expect((await larder.mailTo(ada.email, 2)).subject).toBe('Your password was changed')
  })

  test('when somebody else had got in, then access tokens can be revoked with it', async () => {
    const bob = await larder.person('bob')
    const { token: accessToken } = await bob.larder.accounts.tokens.create({
      name: 's',
      scopes: ['*'],
    })
    const token = await forgotten(bob)
    const reset = await anybody().password.reset({ token, newPassword, revokeTokens: true })
    expect(reset.tokens).toEqual({ kept: 0, revoked: 1 })
    await expect(larder.client({ token: accessToken }).accounts.whoAmI()).rejects.toMatchObject({
      details: { problem: 'revoked' },
    })
  })

  test('when the address is given up before the mail is planned, then it opens nothing', async () => {
    const { accountId: id, email } = await larder.person('dora')
    let asking: Promise<unknown> | undefined
    await larder.database.transaction(async (db) => {
      await db.updateTable('accounts').set({ role: 'user' }).where('id', '=', id).execute()
      asking = anybody().password.forgot({ email })
      asking.catch(() => {})
      // The task comes as far as the account, which is held here.
      await sleep(2_000)
      const address = { email: 'new@example.org', email_key: `new${id}@example.org` }
      await db.updateTable('accounts').set(address).where('id', '=', id).execute()
    })
    await asking
    const { reader } = larder.database
    const waiting = reader.selectFrom('tasks').select('id').where('state', '=', 'waiting')
    await expect.poll(() => waiting.execute(), { timeout: 10_000 }).toEqual([])
    const links = reader.selectFrom('account_links').select('purpose').where('account_id', '=', id)
    expect(await links.where('purpose', '=', 'reset').execute()).toEqual([])
  })

  test('when the token is used twice, or twenty times at once, then it works once', async () => {
    const cid = await larder.person('cid')
    const token = await forgotten(cid)
    const tries = Array.from({ length: 20 }, (_, n) =>
      anybody().password.reset({ token, newPassword: `${newPassword} ${n}` }),
    )
    const done = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    expect(done).toHaveLength(1)
    const again = anybody().password.reset({ token, newPassword })
    await expect(again).rejects.toMatchObject({ reason: 'LINK_INVALID' })
  })

  test('when the new password is a common one, then the token is good for another', async () => {
    const dan = await larder.person('dan')
    const token = await forgotten(dan)
    const common = anybody().password.reset({ token, newPassword: 'password123' })
    await expect(common).rejects.toMatchObject({ reason: 'PASSWORD_COMMON' })
    await anybody().password.reset({ token, newPassword })
  })

  test('when they ask again, then only the newest mail is good', async () => {
    const eve = await larder.person('eve')
    const [first, second] = [await forgotten(eve), await forgotten(eve, 2)]
    const old = anybody().password.reset({ token: first, newPassword })
    await expect(old).rejects.toMatchObject({ reason: 'LINK_INVALID' })
    await anybody().password.reset({ token: second, newPassword })
  })

  test('when an hour has passed, or the password was changed meanwhile, then the token is over', async () => {
    const fay = await larder.person('fay')
    const late = await forgotten(fay)
    const past = new Date(Date.now() - 1_000).toISOString()
    const links = larder.database.writer.updateTable('account_links')
    await links.set({ expires_at: past }).where('account_id', '=', fay.accountId).execute()
    const over = anybody().password.reset({ token: late, newPassword })
    await expect(over).rejects.toMatchObject({ reason: 'LINK_INVALID' })
    const other = await forgotten(fay, 2)
    await fay.larder.accounts.changePassword({ currentPassword: fay.password, newPassword })
    const afterwards = anybody().password.reset({ token: other, newPassword: fay.password })
    await expect(afterwards).rejects.toMatchObject({ reason: 'LINK_INVALID' })
  })

  test('when a character of the token is another, or it is of another purpose, then it is refused', async () => {
    const gus = await larder.person('gus')
    const token = await forgotten(gus)
    const swapped = token.endsWith('A') ? 'E' : 'A'
    const [, id] = /^larder_lnk_(\d+)_/.exec(token) ?? []
    const wrong = [
      token.slice(0, -1) + swapped,
      token.replace(`_${id}_`, `_${Number(id) + 1}_`),
      token.slice(0, -1),
      token.toUpperCase(),
      'nothing like it',
    ]
    for (const each of wrong) {
      const reset = anybody().password.reset({ token: each, newPassword })
      await expect(reset).rejects.toMatchObject({ reason: 'LINK_INVALID' })
    }
    await expect(anybody().email.verify({ token })).rejects.toMatchObject({
      reason: 'LINK_INVALID',
    })
    const change = anybody().email.confirmChange({ token })
    await expect(change).rejects.toMatchObject({ reason: 'LINK_INVALID' })
    await anybody().password.reset({ token, newPassword })
  })

  test('when a stranger asks for it again and again, then at most three mails come, and the newest is good', async () => {
    const hal = await larder.person('hal')
    for (let n = 0; n < 3; n++) await anybody().password.forgot({ email: hal.email.toUpperCase() })
    for (let n = 0; n < 9; n++) await anybody().password.forgot({ email: hal.email })
    await larder.quiet()
    const mails = (await larder.mails()).filter(({ to }) => to === hal.email)
    // An older link may have been replaced before its mail was written; then that one is left out.
    expect(mails.length).toSatisfy((count: number) => count >= 1 && count <= 3)
    const rows = larder.database.reader.selectFrom('events').select('id')
    const asked = rows.where('stream', '=', `account-${hal.accountId}`)
    expect(await asked.where('type', '=', 'PasswordResetRequested').execute()).toHaveLength(3)
    await anybody().password.reset({ token: mails.at(-1)?.token ?? '', newPassword })
  })

  test('when an account is disabled, then it gets no such mail', async () => {
    const ian = await larder.person('ian')
    const accounts = larder.database.writer.updateTable('accounts')
    const disabled = { disabled_at: new Date().toISOString() }
    await accounts.set(disabled).where('id', '=', ian.accountId).execute()
    await anybody().password.forgot({ email: ian.email })
    await larder.quiet()
    expect((await larder.mails()).filter(({ to }) => to === ian.email)).toEqual([])
  })

  test('then its owner finds in the log who asked and what came of it', async () => {
    const jan = await larder.person('jan')
    const token = await forgotten(jan)
    await anybody().password.reset({ token, newPassword })
    const rows = await larder.database.reader
      .selectFrom('events')
      .select(['type', 'account_id', 'address'])
      .where('stream', '=', `account-${jan.accountId}`)
      .orderBy('id')
      .execute()
    expect(rows.slice(1)).toEqual([
      { type: 'PasswordResetRequested', account_id: null, address: '127.0.0.1' },
      { type: 'PasswordReset', account_id: jan.accountId, address: '127.0.0.1' },
    ])
  })
})

describe('Given somebody who changes the password', () => {
  test('when it is changed, then its owner is told', async () => {
    const kim = await larder.person('kim', { language: 'fr' })
    await kim.larder.accounts.changePassword({ currentPassword: kim.password, newPassword })
    const mail = await larder.mailTo(kim.email)
    expect(mail.subject).toBe('Votre mot de passe a été changé')
    expect(mail.text).not.toContain(newPassword)
  })
})
