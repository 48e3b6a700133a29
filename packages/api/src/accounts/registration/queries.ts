import { randomBytes } from 'node:crypto'
import type { Reader, Tables, Writer } from '@larder/db'
import type { Selectable } from 'kysely'
import type { Services } from '../../context.ts'
import { DomainError } from '../../errors/map.ts'
import type { NewAccount } from '../create-account.ts'
import { idIn, isTokenOf, linkToken } from '../links/token.ts'
import type { Admission } from './admission.ts'

export type Registration = Selectable<Tables['registrations']>

const PURPOSE = 'register'
const LIFETIME_MS = 86_400_000

/** Keeps an account to be until its address is confirmed. Answers its id. */
export async function keepRegistration(
  db: Writer,
  account: Omit<NewAccount, 'role'> & Admission,
  now: Date,
): Promise<number> {
  const { insertId } = await db
    .insertInto('registrations')
    .values({
      email: account.email,
      password_hash: account.passwordHash,
      display_name: account.displayName,
      language: account.language,
      time_zone: account.timeZone,
      invitation_id: account.invitationId,
      salt: randomBytes(32).toString('hex'),
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + LIFETIME_MS).toISOString(),
    })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

/** A registration that still waits. */
export function findRegistration(
  db: Reader,
  id: number,
  now: Date,
): Promise<Registration | undefined> {
  return db
    .selectFrom('registrations')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
}

/** The registration that a token confirms. Throws LINK_INVALID. */
export async function openRegistration(
  db: Reader,
  { keys, clock }: Pick<Services, 'keys' | 'clock'>,
  token: string,
): Promise<Registration> {
  const registration = await findRegistration(db, idIn(token) ?? 0, clock.now())
  if (registration && isTokenOf(keys, token, PURPOSE, registration)) return registration
  throw new DomainError('LINK_INVALID', {})
}

/** Ends a registration, confirmed or not. Says whether it was still there. */
export async function endRegistration(db: Writer, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('registrations')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

/** For its mail: the token; null when it is over. */
export async function registrationToMail(
  { database, keys, clock }: Services,
  { registrationId }: { registrationId: number },
): Promise<{ token: string; name: string } | null> {
  const registration = await findRegistration(database.reader, registrationId, clock.now())
  if (!registration) return null
  return { token: linkToken(keys, PURPOSE, registration), name: registration.display_name }
}
