import { randomUUID } from 'node:crypto'
import { emailKey } from '@larder/api/src/accounts/email-key.ts'
import { isDuplicate } from '@larder/db'
import { describe, expect, test } from 'vitest'
import { signedIn, startLarder } from '#harness'

const larder = await startLarder({ settings: { LARDER_TRUST_PROXY: '127.0.0.1' } })
const password = 'porridge at seven'

const SAME = 'is the same address'
const ANOTHER = 'is another address'

// The same table on both engines: no collation has a say.
const addresses: [registered: string, typed: string, which: string, difference: string][] = [
  // registered                     typed                        which                what differs
  ['ada@example.org', 'ADA@Example.ORG', SAME, 'case'],
  ['émile@example.org', 'ÉMILE@example.org', SAME, 'case of accented letters'],
  ['zoë@example.org', 'zoe\u0308@example.org', SAME, 'decomposed accents'],
  ['E\u0301VA@example.org', 'éva@example.org', SAME, 'case and decomposed accents'],
  ['\u1ec7an@example.org', 'e\u0302\u0323an@example.org', SAME, 'the order of two accents'],
  ['\u212bsa@example.org', 'åsa@example.org', SAME, 'the sign of a unit for a letter'],
  ['\uff47\uff52\uff41\uff43\uff45@example.org', 'grace@example.org', SAME, 'full-width letters'],
  ['\ufb01ona@example.org', 'fiona@example.org', SAME, 'a ligature'],
  ['ja\u017fper@example.org', 'jasper@example.org', SAME, 'a long s'],
  ['jürgen.groß@example.org', 'JÜRGEN.GROSS@example.org', SAME, 'a sharp s in capitals'],
  ['νίκος@example.org', 'ΝΊΚΟΣ@example.org', SAME, 'a final sigma'],
  ['олег@example.org', 'ОЛЕГ@example.org', SAME, 'case of another script'],
  ['lea@bücher.example', 'lea@xn--bcher-kva.example', SAME, 'the spelling of the domain'],
  ['max@BÜCHER.example', 'max@bu\u0308cher.example', SAME, 'case and accents of the domain'],
  ['ida@example.org', '  ida@example.org\t', SAME, 'white space around it'],
  ['bo+Box@example.org', 'BO+bOX@example.org', SAME, 'case of a tag'],
  ['uli+box@example.org', 'uli\uff0bbox@example.org', SAME, 'a full-width plus'],

  ['jose@example.org', 'josé@example.org', ANOTHER, 'an accent'],
  ['noel@example.org', 'noe\u0308l@example.org', ANOTHER, 'a decomposed accent'],
  ['muller@example.org', 'mueller@example.org', ANOTHER, 'an umlaut spelt out'],
  ['paul@example.org', 'p\u0430ul@example.org', ANOTHER, 'a Cyrillic look-alike'],
  ['otto.o@example.org', 'ott\u03bf.o@example.org', ANOTHER, 'a Greek look-alike'],
  ['ian@example.org', 'lan@example.org', ANOTHER, 'a Latin look-alike'],
  ['nora@example.org', 'nora@ex\u0430mple.org', ANOTHER, 'a Cyrillic look-alike in the domain'],
  ['елена@example.org', 'ёлена@example.org', ANOTHER, 'two dots of another script'],
  ['o.tto@example.org', 'otto@example.org', ANOTHER, 'a dot'],
  ['eva+shop@example.org', 'eva@example.org', ANOTHER, 'a tag'],
  ['ute+one@example.org', 'ute+two@example.org', ANOTHER, 'another tag'],
  ['gil+a+b@example.org', 'gil+a@example.org', ANOTHER, 'a tag of a tag'],
  ['tom@example.org', 'tom@mail.example.org', ANOTHER, 'the domain'],
  ['100%@example.org', '100x@example.org', ANOTHER, 'a wildcard of SQL'],
  ['a_b@example.org', 'axb@example.org', ANOTHER, 'a wildcard of SQL'],
]

describe.each(addresses)('Given an account for %s', (registered, typed, which, difference) => {
  test(`when "${typed}" is typed (${difference}), then it ${which}`, async () => {
    const account = await register(registered)
    expect(account.email).toBe(registered)
    const logIn = fromElsewhere().accounts.logIn({ email: typed, password })
    if (which === SAME) {
      await expect(logIn).resolves.toMatchObject({ account: { id: account.id } })
      await expect(register(typed)).rejects.toMatchObject({ reason: 'EMAIL_TAKEN' })
    } else {
      await expect(logIn).rejects.toMatchObject({ reason: 'LOGIN_FAILED' })
      expect((await register(typed)).id).not.toBe(account.id)
    }
  })
})

describe('Given the unique key of the table, without the rules before it', () => {
  test.each(addresses)(
    'when %s and %s are both put into it, then the second one %s',
    async (registered, typed, which) => {
      const prefix = randomUUID()
      await insert(`${prefix}${registered.trim()}`)
      const second = insert(`${prefix}${typed.trim()}`)
      if (which === SAME) await expect(second.catch(isDuplicate)).resolves.toBe(true)
      else await expect(second).resolves.toBeUndefined()
      const found = await larder.database.reader
        .selectFrom('accounts')
        .select('email')
        .where('email_key', '=', keyOf(`${prefix}${typed.trim()}`))
        .execute()
      const expected = which === SAME ? registered : typed
      expect(found).toEqual([{ email: `${prefix}${expected.trim()}` }])
    },
  )

  test('when all of them are there, then no two rows have one key, and there is none without', async () => {
    const rows = await larder.database.reader
      .selectFrom('accounts')
      .select(['email', 'email_key'])
      .execute()
    expect(new Set(rows.map(({ email_key }) => email_key)).size).toBe(rows.length)
    expect(rows.filter(({ email, email_key }) => keyOf(email) !== email_key)).toEqual([])
    expect(rows.length).toBeGreaterThan(addresses.length)
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

/** From a network of its own, or so many wrong addresses would be taken for guesses. */
function fromElsewhere() {
  const address = `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`
  return larder.client({ headers: { 'x-forwarded-for': address } })
}

/** Puts an account into the table as creating one would, and nothing before it has a say. */
async function insert(email: string): Promise<void> {
  const account = { email, email_key: keyOf(email), password_hash: 'none', display_name: 'x' }
  const place = { language: 'en', time_zone: 'UTC', created_at: new Date().toISOString() }
  await larder.database.writer
    .insertInto('accounts')
    .values({ ...account, ...place })
    .execute()
}

function keyOf(email: string): string {
  return emailKey(email) ?? ''
}

async function register(email: string) {
  const registration = { email, password, displayName: 'somebody' }
  return signedIn(await larder.client().accounts.register(registration)).account
}
