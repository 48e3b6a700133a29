import type { Chore } from '../background/chore.ts'
import { TIDIED_EVERY_MS } from '../background/chore.ts'
import { forgetting } from '../background/forgetting.ts'
import { deleteExpiredSessions } from './sessions.ts'

export const forgettingSessions: Chore = {
  what: 'forgetting sessions',
  everyMs: TIDIED_EVERY_MS,
  perform: ({ database }) => database.transaction(deleteExpiredSessions),
}

/** Whoever still uses one is told so long that it was revoked, and not that nobody knows it. */
export const forgettingTokens = forgetting({
  table: 'access_tokens',
  overAt: 'revoked_at',
  keptDays: 90,
})

export const forgettingGuesses = forgetting({ table: 'guesses', overAt: 'ends_at' })

/** A network that an account was not logged in from for so long is a strange one again. */
export const forgettingNetworks = forgetting({
  table: 'log_in_networks',
  overAt: 'last_at',
  keptDays: 180,
})

export const forgettingLinks = forgetting({ table: 'account_links', overAt: 'expires_at' })

export const forgettingRegistrations = forgetting({ table: 'registrations', overAt: 'expires_at' })

export const forgettingRegistrationInvitations = forgetting({
  table: 'registration_invitations',
  overAt: 'expires_at',
})

/** Nobody could finish them again anyway. */
export const forgettingSpentFlows = forgetting({
  table: 'spent_identity_flows',
  overAt: 'expires_at',
})
