import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { mailsIn, mailTo, startLarder } from '#harness'
import { Shell } from '../cli/shell.ts'
import { guess, outcomeOf, settle } from '../promises/guessing/guess.ts'

const HOME = '203.0.113.77'
const AWAY = '192.0.2.44'
const larder = await startLarder({ settings: { LARDER_TRUST_PROXY: '127.0.0.1' } })

/** Longer than it takes to write a mail. */
const A_WHILE_MS = 1_500

const about = async (email: string) =>
  (await mailsIn(larder.directory)).filter(
    ({ to, subject }) => to === email && /log-in/.test(subject),
  )

describe('Given somebody who logs in at home', () => {
  test('when they log in from a new place, then they are told, once', async () => {
    const ada = await settle(larder.url, HOME, 'ada@example.org')
    expect(outcomeOf(await guess(larder.url, HOME, ada))).toBe('in')
    expect(outcomeOf(await guess(larder.url, AWAY, ada))).toBe('in')
    const mail = await mailTo(larder.directory, ada.email)
    expect(mail.subject).toBe('A log-in from a new place')
    expect(mail.text).toContain(`From: ${AWAY}`)
    expect(mail.text).toMatch(/When: \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)/)
    expect(outcomeOf(await guess(larder.url, AWAY, ada))).toBe('in')
    await sleep(A_WHILE_MS)
    expect(await about(ada.email)).toHaveLength(1)
  })

  test('when the password is wrong, or they are at home, then nobody is told', async () => {
    const bob = await settle(larder.url, HOME, 'bob@example.org')
    expect(outcomeOf(await guess(larder.url, AWAY, { email: bob.email }))).toBe('LOGIN_FAILED')
    expect(outcomeOf(await guess(larder.url, HOME, bob))).toBe('in')
    await sleep(A_WHILE_MS)
    expect(await about(bob.email)).toEqual([])
  })

  test('when they want none, then none comes', async () => {
    const eve = await settle(larder.url, HOME, 'eve@example.org')
    const shell = Shell.open(larder.url)
    await shell.logIn(eve)
    await mailTo(larder.directory, eve.email)
    expect(await shell.out('larder account notices off')).toContain('is off')
    expect(await shell.json('larder account notices')).toEqual({ logIns: false })
    expect(outcomeOf(await guess(larder.url, AWAY, eve))).toBe('in')
    await sleep(A_WHILE_MS)
    // The one of the shell, which is somewhere else than home.
    expect(await about(eve.email)).toHaveLength(1)
  })
})
