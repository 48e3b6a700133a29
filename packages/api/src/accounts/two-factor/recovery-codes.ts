import { createHmac, randomInt } from 'node:crypto'
import type { Keys } from '../../keys/keys.ts'

const HOW_MANY = 10
/** Without those that look alike; 32 of them, so a code has 60 random bits. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz0'
const LENGTH = 12

/** New codes, as they are shown. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
    return letters.join('').replaceAll(/(.{4})(?=.)/g, '$1-')
  })
}

/** The form in which a code is stored, however it is typed. */
export function recoveryHash(keys: Keys, salt: string, code: string): string {
  const typed = code.toLowerCase().replaceAll(/[\s-]/g, '')
  return createHmac('sha256', keys.derive('recovery codes', salt)).update(typed).digest('hex')
}
