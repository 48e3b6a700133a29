import { z } from 'zod'
import { Email } from '../accounts/schema.ts'
import { Instant, InstantInput } from '../calendar/instant.ts'
import { pageInput, pageOf } from '../listing/schema.ts'
import { NoControlCharacters } from '../text/plain.ts'

const Name = NoControlCharacters.min(1).max(64)

export const AuditSearch = z
  .strictObject({
    accountId: z.int().positive().optional().describe('Done by this account, or in its name'),
    email: Email.optional().describe('The same, by the address of the account'),
    address: Name.optional().describe('Network address of the caller'),
    requestId: Name.optional().describe('The request that did it'),
    since: InstantInput.optional().describe('From then on'),
    until: InstantInput.optional().describe('Before then'),
    types: z.array(Name).min(1).max(50).optional().describe('Such as LogInFailed; any of them'),
    ...pageInput,
  })
  .refine(
    ({ accountId, email }) => accountId === undefined || email === undefined,
    'give either accountId or email',
  )
  .prefault({})

export const AuditPage = pageOf(
  z.object({
    id: z.int(),
    at: Instant,
    type: z.string().describe('What happened, such as ProductAdded'),
    stream: z.string().describe('What it happened to, such as freezer-3'),
    subject: z.string().nullable().describe('The thing in it, such as product-7'),
    payload: z.record(z.string(), z.unknown()).describe('As the type of the event has it'),
    text: z.string().describe('The same in words, in the language of the administrator'),
    by: z.object({
      accountId: z.int().nullable().describe('null: nobody was signed in'),
      email: z.string().nullable().describe('null also once the account is gone'),
      displayName: z.string().nullable(),
      tokenId: z.int().nullable().describe('The access token that it was done with'),
    }),
    address: z.string().describe('From where; empty once the account is erased'),
    requestId: z.string(),
  }),
)
