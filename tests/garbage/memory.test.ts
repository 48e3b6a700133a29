import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'

const SPELLINGS = 1_000

const larder = await startLarder()
const status = `/proc/${larder.pid}/status`

describe.runIf(existsSync(status))('Given somebody who is not signed in', () => {
  test('when they spell one time zone in 1,000 ways, then the server does not keep them all', async () => {
    // Until the server has grown to what answering takes.
    for (let n = 0; n < 3; n++) await registerFrom(() => 'Europe/Paris')
    const before = megabytes()
    await registerFrom((n) => spelling('America/Argentina/ComodRivadavia', n))
    const grown = megabytes() - before
    expect(grown).toBeLessThan(10)
    figure(11, `one time zone in ${SPELLINGS} spellings: memory +${Math.round(grown)} MB`)
  })
})

/** Registers from many time zones; the address is none, so that nothing comes of it. */
async function registerFrom(timeZone: (n: number) => string): Promise<void> {
  const registration = { email: 'nobody', password: 'porridge at seven', displayName: 'nobody' }
  for (let n = 0; n < SPELLINGS; n++) {
    await larder.call('accounts.register', { ...registration, timeZone: timeZone(n) })
  }
}

/** The name in upper and lower case, as the bits of `n` say. */
function spelling(name: string, n: number): string {
  return name.replaceAll(/[a-z]/gi, (letter, index: number) =>
    (n >> (index % 11)) & 1 ? letter.toUpperCase() : letter.toLowerCase(),
  )
}

function megabytes(): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) / 1_024
}
