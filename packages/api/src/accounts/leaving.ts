import type { LeavingPart } from '../leaving/define.ts'
import { filesOfAccount } from './exported.ts'

// Their rows go last, all at once: see leaving/delete-account.ts.
export const accountsLeaving: LeavingPart = {
  files: filesOfAccount,
  exports: ['accounts', 'sessions', 'access_tokens', 'identities'],
  notExported: {
    spent_identity_flows: 'hashes of random values; they last for minutes',
    account_links: 'what links in mail are derived from; they last for hours',
    registrations: 'of people who have no account yet; they last for hours',
    registration_invitations: 'for people who have no account yet; using one deletes it',
    two_factor: 'what the secret is derived from; useless without the server',
    recovery_codes: 'keyed hashes, of which nothing can be read',
    guesses: 'keyed hashes that name nobody',
    log_in_networks: 'keyed hashes of networks, of which nothing can be read',
  },
  deletes: [
    'accounts',
    'sessions',
    'access_tokens',
    'identities',
    'spent_identity_flows',
    'log_in_networks',
    'two_factor',
    'recovery_codes',
    'account_links',
    'registrations',
    'registration_invitations',
  ],
  notDeleted: {
    guesses: 'keyed hashes that name nobody, and are over within the hour',
  },
}
