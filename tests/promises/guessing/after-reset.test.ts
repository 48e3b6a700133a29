import { expect, test } from 'vitest'
import { mailTo, rawCall, startLarder } from '#harness'
import { fewAtOnce, from, guess, outcomeOf, settle, strangeAddress, TRUSTING } from './guess.ts'

const AWAY = '192.0.2.44'

test('Given an account under attack, when its owner is somewhere new, then resetting the password lets them in', async () => {
  const { url, directory } = await startLarder({ settings: TRUSTING })
  const ada = await settle(url, '203.0.113.77', 'ada@example.org')
  await fewAtOnce(20, (n) => guess(url, strangeAddress(n), { email: ada.email }))
  for (let n = 0; n < 6; n++) await guess(url, AWAY, ada)
  expect(outcomeOf(await guess(url, AWAY, ada))).toBe('LOGIN_BLOCKED')

  const headers = from(AWAY)
  await rawCall(url, 'accounts.password.forgot', { email: ada.email }, { headers })
  const { token } = await mailTo(directory, ada.email)
  const password = 'something else entirely'
  const reset = { token, newPassword: password }
  expect((await rawCall(url, 'accounts.password.reset', reset, { headers })).status).toBe(200)

  expect(outcomeOf(await guess(url, AWAY, { email: ada.email, password }))).toBe('in')
  const stranger = await guess(url, strangeAddress(99), { email: ada.email, password })
  expect(outcomeOf(stranger)).toBe('LOGIN_BLOCKED')
})
