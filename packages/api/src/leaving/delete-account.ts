import type { Writer } from '@larder/db'
import { locked } from '@larder/db'
import { AccountDeleted, endOf } from '../accounts/leaving/events.ts'
import { getAccount } from '../accounts/queries.ts'
import { forgetNewcomer } from '../accounts/registration/forget-newcomer.ts'
import type { Services } from '../context.ts'
import type { RecordEvent } from '../event-log/record.ts'
import { ownRecorder } from '../event-log/record.ts'
import { leavingParts } from '../leaving.ts'
import { MemberLeft, MemberRoleChanged, memberStream } from '../organisations/events.ts'
import { declineTo } from '../organisations/invitations/decline-to.ts'
import { heirAmong, holdOrganisationsOf } from '../organisations/ownership.ts'
import type { Departure } from './define.ts'
import { planErasing } from './plan-erasing.ts'

/**
 * Deletes everything that belongs to an account whose grace is over, in steps that each hold it and
 * look again whether it is still due: killed anywhere, or done by several processes at once, it goes
 * on. The account itself goes last, and with it what it wrote is planned to be erased from the log.
 */
export async function deleteAccount(
  services: Services,
  accountId: number,
  signal?: AbortSignal,
): Promise<void> {
  const { clock } = services
  for (const part of leavingParts) {
    const some: Work = (db, departure) => part.delete?.(db, departure, clock.now()) ?? 0
    while ((await step(services, accountId, some)) > 0) signal?.throwIfAborted()
  }
  await step(services, accountId, async (db, departure, record) => {
    await leaveOthers(db, record, accountId)
    const { email_key: emailKey } = await getAccount(db, accountId)
    await declineTo({ db, record }, emailKey)
    await forgetNewcomer(db, emailKey)
    await deleteRest(db, departure)
    const now = services.clock.now()
    const { organisationIds } = departure
    await record(endOf(accountId), AccountDeleted({ organisationIds }))
    await planErasing(db, departure, now)
    return 0
  })
}

type Work = (db: Writer, departure: Departure, record: RecordEvent) => number | Promise<number>

/** One transaction on the way. Nothing is done, and 0 answered, once the account is not due any more. */
function step({ database, clock }: Services, accountId: number, work: Work): Promise<number> {
  return database.transaction(async (db) => {
    const due = db
      .selectFrom('accounts')
      .select('id')
      .where('id', '=', accountId)
      .where('leaves_at', '<=', clock.now().toISOString())
    const account = await locked(db, due).executeTakeFirst()
    if (!account) return 0
    const record = ownRecorder(db, clock)
    const organisationIds = await handOver(db, record, accountId)
    return work(db, { accountId, organisationIds }, record)
  })
}

/**
 * Makes sure that an organisation in which others stay has an owner who can act, and answers those that
 * end. Nobody can leave as the last owner of others; but since then, another owner may have been
 * disabled, or others may have come.
 */
async function handOver(db: Writer, record: RecordEvent, accountId: number): Promise<number[]> {
  const ending: number[] = []
  for (const { organisationId, role, others } of await holdOrganisationsOf(db, accountId)) {
    const heir = heirAmong(others)
    if (!heir) ending.push(organisationId)
    else if (role === 'owner' && heir.role !== 'owner') {
      await db
        .updateTable('organisation_members')
        .set({ role: 'owner' })
        .where('organisation_id', '=', organisationId)
        .where('account_id', '=', heir.accountId)
        .execute()
      const { accountId: heirId, role: from } = heir
      const risen = MemberRoleChanged({ accountId: heirId, from, to: 'owner' })
      await record(memberStream(organisationId, heirId), risen)
    }
  }
  return ending
}

/** Tells those who stay. */
async function leaveOthers(db: Writer, record: RecordEvent, accountId: number): Promise<void> {
  for (const { organisationId, role, others } of await holdOrganisationsOf(db, accountId)) {
    if (others.length === 0) continue
    await record(memberStream(organisationId, accountId), MemberLeft({ accountId, role }))
  }
}

/** What is left: a few rows. Those that name the account and nothing else go with its own. */
async function deleteRest(db: Writer, { accountId, organisationIds }: Departure): Promise<void> {
  await db.deleteFrom('organisation_members').where('account_id', '=', accountId).execute()
  if (organisationIds.length > 0) {
    // Nobody else is in them: what others let their members watch was made private when they left.
    await db.deleteFrom('organisations').where('id', 'in', organisationIds).execute()
  }
  await db.deleteFrom('accounts').where('id', '=', accountId).execute()
}
