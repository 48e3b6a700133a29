import { Secret, TOTP } from 'otpauth'
import type { Place } from './home.ts'
import { Home } from './home.ts'

/** Somebody new, and a code that they could give. */
interface Eve {
  session: string
  password: string
  code: string
}

/** Somebody who has begun to set up an authenticator, with a code of it. */
export async function begun(place: Place): Promise<Eve> {
  const eve = await Home.at(place)
  const { session, password } = eve
  const { secret } = (await eve.call('accounts.twoFactor.begin', { password })) as {
    secret: string
  }
  return { session, password, code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }
}

/** Somebody who has two-factor log-in, with a recovery code. */
export async function on(place: Place): Promise<Eve> {
  const eve = await begun(place)
  const { code } = eve
  const home = await Home.at(place)
  const confirmed = await home.call('accounts.twoFactor.confirm', { code }, eve.session)
  const { recoveryCodes } = confirmed as { recoveryCodes: string[] }
  return { ...eve, code: recoveryCodes[0] ?? '' }
}
