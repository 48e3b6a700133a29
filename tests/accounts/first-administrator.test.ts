import { describe, expect, test } from 'vitest'
import type { TestServer } from '#harness'
import { startLarder } from '#harness'

const refused = { reason: 'FIRST_ADMIN_CODE_WRONG' }

describe('Given a server without an administrator', () => {
  test('when somebody registers with the code it printed, then they are the administrator', async () => {
    const larder = await startLarder()
    const ada = await larder.person('ada', { adminCode: codeOf(larder) })
    expect(await ada.larder.accounts.whoAmI()).toMatchObject({ role: 'admin' })
    const type = { names: { en: 'kefir', fr: 'kéfir' }, usualMonths: { min: 1, max: 2 } }
    await expect(ada.larder.freezers.types.add(type)).resolves.toMatchObject({ name: 'kefir' })
  })

  test('when the code is used again, then it is refused, and there is no second account', async () => {
    const larder = await startLarder()
    const adminCode = codeOf(larder)
    await larder.person('ada', { adminCode })
    await expect(larder.person('eve', { adminCode })).rejects.toMatchObject(refused)
    expect(await accounts(larder)).toEqual([{ role: 'admin' }])
  })

  test('when ten people use the code at once, then one of them is the administrator', async () => {
    const larder = await startLarder()
    const adminCode = codeOf(larder)
    await Promise.allSettled(Array.from({ length: 10 }, () => larder.person('ada', { adminCode })))
    expect(await accounts(larder)).toEqual([{ role: 'admin' }])
  })

  test('when it starts again, then it prints another code, and all of them lapse with the first used', async () => {
    const larder = await startLarder()
    const first = codeOf(larder)
    await larder.restart()
    const second = codeOf(larder)
    expect(second).not.toBe(first)
    const [one, other] = await Promise.allSettled([
      larder.person('ada', { adminCode: first }),
      larder.person('bob', { adminCode: second }),
    ])
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected'])
    expect(await accounts(larder)).toEqual([{ role: 'admin' }])
    expect(
      await larder.database.reader.selectFrom('first_admin_codes').selectAll().execute(),
    ).toEqual([])
  })

  test('when somebody guesses a code, then it is refused, and the printed one still works', async () => {
    const larder = await startLarder()
    await expect(larder.person('eve', { adminCode: 'AAAAAAAAAAAA' })).rejects.toMatchObject(refused)
    await expect(larder.person('eve', { adminCode: '' })).rejects.toMatchObject(refused)
    await larder.person('ada', { adminCode: codeOf(larder) })
    expect(await accounts(larder)).toEqual([{ role: 'admin' }])
  })

  test('when somebody registers without a code, then they are no administrator', async () => {
    const larder = await startLarder()
    const { larder: bob } = await larder.person('bob')
    expect(await bob.accounts.whoAmI()).toMatchObject({ role: 'user' })
    await expect(bob.freezers.types.remove({ id: 1 })).rejects.toMatchObject({
      reason: 'ADMIN_REQUIRED',
    })
  })
})

describe('Given a server with an administrator', () => {
  test('when it starts again, then it prints no code', async () => {
    const larder = await startLarder()
    await larder.person('ada', { adminCode: codeOf(larder) })
    const said = larder.output().length
    await larder.restart()
    expect(larder.output().slice(said)).not.toContain('--admin-code')
    expect(larder.output().slice(said)).toContain('npx larder login')
  })
})

/** The code that the server printed at its last start. */
function codeOf(larder: TestServer): string {
  const codes = [...larder.output().matchAll(/--admin-code (\S+)/g)]
  return codes.at(-1)?.[1] ?? 'none was printed'
}

function accounts(larder: TestServer) {
  return larder.database.reader.selectFrom('accounts').select('role').execute()
}
