import type { Case } from './requests.ts'

/** Inputs that are too much, as plain calls. */
export const largePlainCalls: Case[] = [
  ...[
    ['too many values', JSON.stringify({ name: Array(10_001).fill(1) })],
    ['too many levels', '['.repeat(65) + ']'.repeat(65)],
    ['nothing but brackets', '['.repeat(40_000) + ']'.repeat(40_000)],
    ['nothing but commas', `[1${',1'.repeat(40_000)}]`],
    ['many unknown fields', JSON.stringify({ ...Array(1_000).fill(1) })],
  ].map(([what, body]) => ({
    name: `an input of ${what}`,
    path: 'freezers.create',
    as: 'ada',
    body,
    status: 400,
    reason: 'INVALID_INPUT',
  })),
  {
    name: 'an input of too many values that nobody may send',
    path: 'freezers.create',
    body: { name: Array(10_001).fill(1) },
    status: 401,
    reason: 'SIGN_IN_REQUIRED',
  },
]

/** Inputs that are too much, sent in other ways. */
export const largeOtherCalls: Case[] = [
  {
    name: 'a batch with one input of too many values',
    path: 'accounts.whoAmI,freezers.get?batch=1',
    as: 'ada',
    body: { 1: Array(10_001).fill(1) },
    status: 207,
  },
  {
    name: 'a batch of too many values together',
    path: 'accounts.whoAmI,freezers.get?batch=1',
    as: 'ada',
    body: { 0: Array(20_000).fill(1), 1: Array(20_000).fill(1) },
    status: 400,
    reason: 'INVALID_INPUT',
  },
  {
    name: 'a query as GET with too many levels',
    path: `accounts.whoAmI?input=${'['.repeat(65)}${']'.repeat(65)}`,
    method: 'GET',
    as: 'ada',
    status: 400,
    reason: 'INVALID_INPUT',
  },
]
