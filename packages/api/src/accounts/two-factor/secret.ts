import type { Keys } from '../../keys/keys.ts'

const ISSUER = 'Larder'
const PERIOD_SECONDS = 30
/** A code is good for one period more on both sides: clocks differ, and typing takes time. */
const WINDOW = 1
/** What RFC 4226 recommends. */
const SECRET_BYTES = 20

async function authenticator(keys: Keys, { salt, email = '' }: { salt: string; email?: string }) {
  // Loaded only here: most log-ins need none of it.
  const { Secret, TOTP } = await import('otpauth')
  const bytes = keys.derive('two-factor secret', salt).subarray(0, SECRET_BYTES)
  const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer })
  return new TOTP({ issuer: ISSUER, label: email, period: PERIOD_SECONDS, digits: 6, secret })
}

/** What an authenticator is set up with: to type, and to show as a QR code. */
export async function setUpWith(
  keys: Keys,
  account: { salt: string; email: string },
): Promise<{ secret: string; uri: string }> {
  const totp = await authenticator(keys, account)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The period that a code belongs to, counted since 1970; null when it is none of now. */
export async function stepOf(
  keys: Keys,
  { salt, code, now }: { salt: string; code: string; now: Date },
): Promise<number | null> {
  const totp = await authenticator(keys, { salt })
  const timestamp = now.getTime()
  const delta = totp.validate({ token: code, timestamp, window: WINDOW })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}
