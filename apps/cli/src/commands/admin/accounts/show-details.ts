import type { RouterOutputs } from '@larder/sdk'
import { bytesInWords } from '../../../output/bytes.ts'
import { localTime } from '../../../output/local-time.ts'

type Details = RouterOutputs['admin']['accounts']['get']

/** The fields of an account, for people. */
export function detailFields(
  account: Details,
): (readonly [title: string, value: string | number | null])[] {
  return [
    ['Id', account.id],
    ['E-mail', account.email],
    ['Name', account.displayName],
    ['Username', account.username],
    ['Role', account.role],
    ['Standing', account.standing],
    ['Disabled', account.disabledAt && localTime(account.disabledAt)],
    ['Because', account.disabledReason],
    ['Leaves', account.leavesAt && localTime(account.leavesAt)],
    ['Registered', localTime(account.createdAt)],
    ['Last seen', account.lastSeenAt && localTime(account.lastSeenAt)],
    ['Sessions', account.sessions],
    ['Access tokens', account.accessTokens],
    ['Webhooks', account.webhooks],
    ['Files', bytesInWords(account.storedBytes)],
    ['Organisations', account.organisations.map(inWords).join(', ') || null],
  ]
}

function inWords({ id, kind, role }: Details['organisations'][number]): string {
  return `${kind} ${id} (${role})`
}
