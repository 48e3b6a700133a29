import { z } from 'zod'
import { AccountRole } from '../accounts/schema.ts'
import { Instant } from '../calendar/instant.ts'
import { Language } from '../text/language.ts'
import { NoControlCharacters } from '../text/plain.ts'

export const AccountId = z.int().positive().describe('Id of the account')

export const standings = ['active', 'disabled', 'leaving'] as const

export const AccountStanding = z
  .enum(standings)
  .describe('disabled: by an administrator; leaving: deleted by its owner, and not gone yet')

export const DisablingReason = NoControlCharacters.trim()
  .min(1)
  .max(500)
  .describe('Why; only administrators see it')

/** An account as staff sees it. */
export const AdministeredAccount = z.object({
  id: z.int(),
  email: z.string(),
  displayName: z.string(),
  username: z.string().nullable(),
  role: AccountRole,
  standing: AccountStanding,
  language: Language,
  storedBytes: z.int().describe('What its files take'),
  createdAt: Instant,
  disabledAt: Instant.nullable(),
  leavesAt: Instant.nullable().describe('When an account that is leaving is gone'),
})
export type AdministeredAccount = z.infer<typeof AdministeredAccount>

/** The same, with what belongs to it. */
export const AccountDetails = AdministeredAccount.extend({
  disabledReason: z.string().nullable().describe('For administrators; null for staff'),
  sessions: z.int(),
  lastSeenAt: Instant.nullable().describe('By one of its sessions'),
  accessTokens: z.int(),
  webhooks: z.int(),
  organisations: z.array(z.object({ id: z.int(), kind: z.string(), role: z.string() })),
})
export type AccountDetails = z.infer<typeof AccountDetails>

const Average = z.number().nullable().describe('For each account; null without any')

export const ServerCounts = z.object({
  accounts: z.object({
    total: z.int(),
    byRole: z.record(AccountRole, z.int()),
    byStanding: z.record(AccountStanding, z.int()),
    newIn30Days: z.int(),
  }),
  sessions: z.int().describe('That are not over'),
  freezers: z.object({ total: z.int(), perAccount: Average }),
  products: z.object({ total: z.int().describe('Also what was taken out'), perAccount: Average }),
  events: z.int(),
  files: z.object({ total: z.int(), perAccount: Average }),
  storage: z.object({
    databaseBytes: z.int().describe('An estimate on MySQL and MariaDB'),
    fileBytes: z.int().describe('What all files take, with all sizes of pictures'),
    fileBytesPerAccount: Average,
    blobBytes: z.int().describe('What that takes in the store, where the same bytes are kept once'),
  }),
})
export type ServerCounts = z.infer<typeof ServerCounts>
