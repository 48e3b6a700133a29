import { describe, expect, test } from 'vitest'
import { startLarder } from '#harness'

const larder = await startLarder()
const password = 'porridge at seven'

const SAME = 'is the same address'
const ANOTHER = 'is another address'

// The same table on both engines: no collation has a say.
describe.each([
  // registered                     typed                        which                what differs
  ['ada@example.org', 'ADA@Example.ORG', SAME, 'case'],
  ['émile@example.org', 'ÉMILE@example.org', SAME, 'case of accented letters'],
  ['zoë@example.org', 'zoe\u0308@example.org', SAME, 'decomposed accents'],
  ['\uff47\uff52\uff41\uff43\uff45@example.org', 'grace@example.org', SAME, 'full-width letters'],
  ['\ufb01ona@example.org', 'fiona@example.org', SAME, 'a ligature'],
  ['ja\u017fper@example.org', 'jasper@example.org', SAME, 'a long s'],
  ['νίκος@example.org', 'ΝΊΚΟΣ@example.org', SAME, 'a final sigma'],
  ['lea@bücher.example', 'lea@xn--bcher-kva.example', SAME, 'the spelling of the domain'],
  ['max@BÜCHER.example', 'max@bu\u0308cher.example', SAME, 'case and accents of the domain'],
  ['ida@example.org', '  ida@example.org\t', SAME, 'white space around it'],

  ['jose@example.org', 'josé@example.org', ANOTHER, 'an accent'],
  ['paul@example.org', 'p\u0430ul@example.org', ANOTHER, 'a Cyrillic look-alike'],
  ['nora@example.org', 'nora@ex\u0430mple.org', ANOTHER, 'a Cyrillic look-alike in the domain'],
  ['o.tto@example.org', 'otto@example.org', ANOTHER, 'a dot'],
  ['eva+shop@example.org', 'eva@example.org', ANOTHER, 'a tag'],
  ['tom@example.org', 'tom@mail.example.org', ANOTHER, 'the domain'],
  ['100%@example.org', '100x@example.org', ANOTHER, 'a wildcard of SQL'],
])('Given an account for %s', (registered, typed, which, difference) => {
  test(`when "${typed}" is typed (${difference}), then it ${which}`, async () => {
    const account = await register(registered)
    expect(account.email).toBe(registered)
    const logIn = larder.client().accounts.logIn({ email: typed, password })
    if (which === SAME) {
      await expect(logIn).resolves.toMatchObject({ account: { id: account.id } })
      await expect(register(typed)).rejects.toMatchObject({ reason: 'EMAIL_TAKEN' })
    } else {
      await expect(logIn).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
      expect((await register(typed)).id).not.toBe(account.id)
    }
  })
})

describe('Given something that is not an address', () => {
  test.each([
    ['no @', 'ada.example.org'],
    ['a space', 'a da@example.org'],
    ['an invisible letter', 'ada\u200b@example.org'],
    ['a line break, for a mail header', 'ada@example.org\r\nBcc: eve@example.org'],
    ['a NUL', 'ada\u0000@example.org'],
    ['half a surrogate pair', 'ada\ud800@example.org'],
    ['two dots', 'a..da@example.org'],
    ['a dot at the end', 'ada.@example.org'],
    ['no top-level domain', 'ada@localhost'],
    ['a number for a domain', 'ada@127.0.0.1'],
    ['two @', 'ada@home@example.org'],
    ['255 characters', `ada@${'a'.repeat(61)}${'.b234567890123'.repeat(13)}.example`],
  ])('with %s, when it is registered, then it is refused', async (_, email) => {
    await expect(register(email)).rejects.toMatchObject({
      reason: 'INVALID_INPUT',
      details: { issues: [{ path: 'email', message: expect.any(String) }] },
    })
  })
})

async function register(email: string) {
  const registration = { email, password, displayName: 'somebody' }
  return (await larder.client().accounts.register(registration)).account
}
