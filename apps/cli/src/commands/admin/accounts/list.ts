import { defineCommand } from '../../../command/define.ts'
import { moment } from '../../../command/moment.ts'
import { choice, option, optional } from '../../../command/parameter.ts'
import { pagingOf, pagingOptions } from '../../../lookup/paging.ts'
import { bytesInWords } from '../../../output/bytes.ts'
import { localTime } from '../../../output/local-time.ts'

export const listAccounts = defineCommand({
  name: 'accounts',
  summary: 'List or search the accounts of the server',
  description: 'For staff and administrators.',
  arguments: { search: optional('Part of an e-mail address, a name or a username') },
  options: {
    role: choice('<role>', ['user', 'staff', 'admin'], 'Only such accounts'),
    standing: choice('<standing>', ['active', 'disabled', 'leaving'], 'Only such accounts'),
    since: option('<time>', 'Registered since: 2h, 7d, 2026-11-03 or an instant', moment),
    sort: choice('<order>', ['created', 'email', 'name'], 'The order (default: created)'),
    ...pagingOptions,
  },
  examples: [
    ['admin accounts ada'],
    ['admin accounts --role admin'],
    ['admin accounts --standing disabled --all'],
    ["admin accounts --since 30d --all --json | jq -r '.[].email'"],
  ],
  async run({ output, connect }, { search, role, standing, since, sort, ...paging }) {
    const { limit, pageSize } = pagingOf(paging)
    const larder = await connect()
    const accounts = larder.admin.accounts.list.all({
      search,
      standing,
      where: {
        role: role && { eq: role },
        createdAt: since === undefined ? undefined : { gte: since },
      },
      sort: sort && [{ by: sort }],
      limit: pageSize,
    })
    await output.list(accounts, {
      limit,
      columns: [
        { title: 'ID', value: ({ id }) => id },
        { title: 'E-MAIL', value: ({ email }) => email, shrinks: true },
        { title: 'NAME', value: ({ displayName }) => displayName, shrinks: true },
        { title: 'ROLE', value: ({ role }) => role },
        { title: 'STANDING', value: ({ standing }) => standing },
        {
          title: 'FILES',
          value: ({ storedBytes }) => bytesInWords(storedBytes),
        },
        { title: 'REGISTERED', value: ({ createdAt }) => localTime(createdAt) },
      ],
      empty: 'There is no such account.',
    })
  },
})
