import type { Answer } from '#harness'
import { rawCall } from '#harness'

/** Behind the proxy that tests are, each address is somebody else's. */
export const TRUSTING = { LARDER_TRUST_PROXY: '127.0.0.1' }

/** Tries to log in as if from an address. */
export function guess(
  url: string,
  address: string,
  { email, password = 'one of a thousand guesses' }: { email: string; password?: string },
): Promise<Answer> {
  return rawCall(url, 'accounts.logIn', { email, password }, { headers: from(address) })
}

/** Registers somebody whose home is at an address. */
export async function settle(url: string, address: string, email: string): Promise<Resident> {
  const resident = { email, password: `the password of ${email}` }
  const registration = { ...resident, displayName: 'somebody' }
  ;(await rawCall(url, 'accounts.register', registration, { headers: from(address) })).data()
  return { ...resident, address }
}

export interface Resident {
  email: string
  password: string
  address: string
}

export function from(address: string): Record<string, string> {
  return { 'x-forwarded-for': address }
}

/** What became of an attempt: `in`, or the reason why not. */
export function outcomeOf(answer: Answer): string {
  return answer.error()?.data.reason ?? 'in'
}

/** How often each outcome came. */
export function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of answers.map(outcomeOf)) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** Does so many things, few of them at once. */
export async function fewAtOnce<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const n = next++
      results[n] = await work(n)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return results
}

/** So many addresses of as many networks. */
export function strangeAddress(n: number): string {
  return n % 2 === 0
    ? `198.18.${(n >> 8) & 255}.${n & 255}`
    : `2001:db8:${(n >> 8).toString(16)}:${(n & 255).toString(16)}::1`
}
