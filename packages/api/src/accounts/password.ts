import { hash as argon2, verify } from '@node-rs/argon2'
import { DomainError } from '../errors/map.ts'

/** Argon2id at the OWASP minimum (ASVS 11.4.2): about 17 ms on one core. The library's default is id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes a password for keeping. Slow on purpose: call it outside transactions. */
export function hashPassword(password: string): Promise<string> {
  return argon2(password, cost)
}

/** What is kept for an account without a password: no password matches it. */
export const NO_PASSWORD = 'none'

/** Whether an account can be logged in to with a password. */
export function hasPassword({ password_hash }: { password_hash: string }): boolean {
  return password_hash !== NO_PASSWORD
}

/**
 * Checks a password against its hash. Without a hash (no such account, or one without a password) it
 * takes as long and says no, so that the time tells nobody which addresses exist.
 */
export async function verifyPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  unknownAccountHash ??= hashPassword('no account has this password')
  const hash = passwordHash === NO_PASSWORD ? undefined : passwordHash
  const matches = await verify(hash ?? (await unknownAccountHash), password)
  return matches && hash !== undefined
}

let unknownAccountHash: Promise<string> | undefined
let common: Set<string> | undefined

/** Throws PASSWORD_COMMON for one of the 49,000 passwords that are guessed first. */
export async function requireUncommon(password: string): Promise<void> {
  if (await isCommonPassword(password)) throw new DomainError('PASSWORD_COMMON', {})
}

async function isCommonPassword(password: string): Promise<boolean> {
  if (!common) {
    // Two megabytes that only registering and changing a password need.
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    common = new Set(dictionary['passwords-common'].map(String))
  }
  return common.has(password.toLowerCase())
}
