import {
  forgettingGuesses,
  forgettingLinks,
  forgettingNetworks,
  forgettingRegistrationInvitations,
  forgettingRegistrations,
  forgettingSessions,
  forgettingSpentFlows,
  forgettingTokens,
} from './accounts/forgetting.ts'
import type { Chore } from './background/chore.ts'
import { forgettingTasks } from './event-log/forgetting.ts'
import { sweepingFiles } from './files/sweeping.ts'
import { departures } from './leaving/departures.ts'
import { forgettingMail } from './mail/forgetting.ts'
import { forgettingNotifications } from './notifications/forgetting.ts'
import { forgettingInvitations } from './organisations/forgetting.ts'
import { forgettingAnswers } from './procedures/forgetting.ts'
import { forgettingViewers, summingUpViews } from './videos/forgetting.ts'
import { purging } from './videos/purging/purge-due.ts'
import { forgettingSecrets } from './webhooks/forgetting.ts'

/** Everything that recurs. */
export const chores: readonly Chore[] = [
  departures,
  purging,
  forgettingSessions,
  forgettingTokens,
  forgettingGuesses,
  forgettingNetworks,
  forgettingLinks,
  forgettingRegistrations,
  forgettingRegistrationInvitations,
  forgettingSpentFlows,
  forgettingInvitations,
  forgettingAnswers,
  forgettingTasks,
  forgettingSecrets,
  forgettingNotifications,
  forgettingMail,
  forgettingViewers,
  summingUpViews,
  sweepingFiles,
]
