import type { RouterOutputs } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { moment } from '../../command/moment.ts'
import { option, repeatedOption } from '../../command/parameter.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { localTime } from '../../output/local-time.ts'

type Event = RouterOutputs['audit']['list']['items'][number]

export const audit = defineCommand({
  name: 'audit',
  summary: 'Search what everybody did, when and from where, newest first',
  description:
    'Failed log-ins and refused permissions are among it. With --json each event also has its request id and its whole payload.',
  options: {
    account: option('<account>', 'What this account did, by its e-mail address or id'),
    address: option('<address>', 'What came from this network address'),
    request: option('<id>', 'What this request did'),
    since: option('<time>', 'From then on: 2h, 7d, 2026-11-03 or an instant', moment),
    until: option('<time>', 'Before then', moment),
    type: repeatedOption('<type>', 'Only such events; give several for more', (text) => text),
    ...pagingOptions,
  },
  examples: [
    ['admin audit --since 2h'],
    ['admin audit --account ada@example.org --since 7d --all'],
    ['admin audit --type LogInFailed --type AccessRefused --address 203.0.113.7'],
    ["admin audit --since 1d --all --json | jq -r '.[].address' | sort | uniq -c"],
  ],
  async run({ output, connect }, { account, address, request, since, until, type, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const events = larder.audit.list.all({
      ...whose(account),
      address,
      requestId: request,
      since,
      until,
      types: type.length > 0 ? type : undefined,
      limit: pageSize,
    })
    await output.list(events, {
      limit,
      columns: [
        { title: 'WHEN', value: ({ at }) => localTime(at) },
        { title: 'WHO', value: who, shrinks: true },
        { title: 'FROM', value: ({ address: from }) => from, shrinks: true },
        { title: 'WHAT', value: ({ type, text }) => `${type}: ${text}`, wraps: true },
      ],
      empty: 'Nothing of that kind is in the log.',
    })
  },
})

function whose(account: string | undefined): { accountId?: number; email?: string } {
  if (account === undefined) return {}
  return /^[1-9]\d*$/.test(account) ? { accountId: Number(account) } : { email: account }
}

function who({ by: { accountId, email, tokenId } }: Event): string | null {
  if (accountId === null) return null
  const account = email ?? `account ${accountId}`
  return tokenId === null ? account : `${account}, token ${tokenId}`
}
