import { setTimeout as sleep } from 'node:timers/promises'
import { formatError, toDomainError } from '@larder/api'
import { TRPCError } from '@trpc/server'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import type { Reply } from './serve.ts'
import { refusal, serve } from './serve.ts'
import { problemWithRefusal, send } from './within-a-second.ts'

// As much as the body limit lets in, of what makes somebody's code walk far or say much.

const larder = await startLarder()
const { session } = await larder.person('ada', { accountRole: 'admin' })
const ada = { url: larder.url, pid: larder.pid, secret: session }
const times: number[] = []

const long = 'names.k1: must be text; '.repeat(10_000)
const overflow = 'Maximum call stack size exceeded'
const tooMany = 'The input holds more than 10,000 values. Send it in parts.'
const tooDeep = 'The input is nested more than 64 levels deep. Send a flatter one.'

describe('Given an input of many megabytes', () => {
  test.each<[what: string, path: string, input: unknown, told: string]>([
    [
      'a filter of 150,000 branches',
      'freezers.list',
      { where: { and: Array(150_000).fill(1) } },
      tooMany,
    ],
    ['a filter 1,000 levels deep', 'freezers.products.list', { where: nested(1_000) }, tooDeep],
    ['a filter for a million ids', 'freezers.list', { where: { id: { in: ones(1e6) } } }, tooMany],
    ['a million sort keys', 'freezers.products.list', { sort: ones(1e6) }, tooMany],
    ['a million scopes', 'accounts.tokens.create', { name: 'x', scopes: ones(1e6) }, tooMany],
    ['300,000 unknown fields', 'accounts.logIn', fields(300_000), tooMany],
    ['5,000 unknown fields', 'accounts.logIn', fields(5_000), 'and 4952 more'],
    ['names in 200,000 languages', 'freezers.types.add', { names: fields(200_000) }, tooMany],
    ['names in 17,000 languages', 'freezers.types.add', { names: languages(17_000) }, tooMany],
    ['names in 9,000 languages', 'freezers.types.add', { names: languages(9_000) }, '50 languages'],
    ['9,000 wrong names', 'freezers.types.add', { names: fields(9_000) }, 'more'],
    ['an address of 4 MB', 'accounts.logIn', { email: 'a'.repeat(4e6) }, 'password: is missing'],
    ['a cursor of 4 MB', 'freezers.list', { cursor: 'a'.repeat(4e6) }, 'at most 2000 characters'],
    ['a field name of 4 MB', 'freezers.list', { ['a'.repeat(4e6)]: 1 }, 'check its spelling'],
  ])('when %s comes, then it is refused soon and in few words', async (_, path, input, told) => {
    await expectRefusal(path, JSON.stringify(input), told)
  })

  test.each<[what: string, text: string, told: string]>([
    ['5 million brackets', '['.repeat(2.5e6) + ']'.repeat(2.5e6), tooDeep],
    ['1.6 million empty objects', `[${'{},'.repeat(1.6e6)}{}]`, tooMany],
    ['800,000 objects in objects', `${'{"a":'.repeat(8e5)}1${'}'.repeat(8e5)}`, tooDeep],
    ['600,000 short texts', `[${'"\\"",'.repeat(6e5)}1]`, tooMany],
    ['30,000 brackets', '['.repeat(3e4) + ']'.repeat(3e4), tooDeep],
  ])('when %s come, on either way, then they are refused soon', async (_, text, told) => {
    await expectRefusal('freezers.list', text, told)
    await expectRefusal('freezers.create', text, told)
    await expectRefusal('freezers.list?stock', text, told)
  })

  test('when a batch of large ones comes, then it is refused soon', async () => {
    const paths = Array(20).fill('freezers.types.add').join(',')
    const inputs = { ...Array(20).fill({ names: fields(9_000) }) }
    const told = 'The inputs of the batch hold more than 10,000 values together.'
    await expectRefusal(`${paths}?batch=1`, JSON.stringify(inputs), told)
  })

  test('then the server is still well', async () => {
    expect((await larder.call('accounts.whoAmI', {}, { secret: session })).status).toBe(200)
    const slowest = Math.round(Math.max(...times))
    figure(11, `${times.length} inputs of megabytes: slowest ${slowest} ms, no answer over 100 kB`)
  })
})

describe('Given a batch of which one input is too much', () => {
  test('then only that one is refused', async () => {
    const path = 'freezers.list,freezers.list,freezers.list?batch=1'
    const inputs = { 0: {}, 1: { where: { and: ones(10_000) } }, 2: {} }
    const { status, body } = await send(ada, path, JSON.stringify(inputs))
    expect(status).toBe(207)
    const [first, second, third] = JSON.parse(body)
    expect([first.result, third.result]).toEqual([expect.anything(), expect.anything()])
    expect(second.error.data).toMatchObject({
      path: 'freezers.list',
      reason: 'INVALID_INPUT',
      details: { issues: [{ path: '', message: tooMany }] },
    })
  })
})

describe('Given an input at the limit', () => {
  const values = (count: number) => ({ where: { and: ones(count - 2) } })
  const levels = (count: number) =>
    JSON.parse(`{"x":${'['.repeat(count - 1)}${']'.repeat(count - 1)}}`)

  test.each([
    ['10,000 values', 'must have at most 20 items', values(10_000)],
    ['10,001 values', tooMany, values(10_001)],
    ['64 levels', 'x: is not a field', levels(64)],
    ['65 levels', tooDeep, levels(65)],
  ])('when it has %s, then the answer is: %s', async (_, told, input) => {
    const { status, body } = await send(ada, 'freezers.list', JSON.stringify(input))
    expect(status).toBe(400)
    expect(body).toContain(told)
  })
})

describe('Given a schema that fails in a way that nobody foresaw', () => {
  test('when an input makes it, then the caller is told nothing of it, and the log is', () => {
    const cause = new RangeError(overflow)
    const error = new TRPCError({ code: 'BAD_REQUEST', cause })
    const told = toDomainError(error, 'freezers.list', 'the-request-id')
    expect(told).toMatchObject({ reason: 'INTERNAL', cause })
    expect(formatError(error, 'freezers.list', 'the-request-id').message).not.toContain('stack')
  })
})

describe('Given a server that large inputs get the better of', () => {
  const slowly = async (): Promise<Reply> => {
    await sleep(1_100)
    return [400, refusal('INVALID_INPUT')]
  }

  test.each<[what: string, found: string, answer: () => Reply | Promise<Reply>]>([
    ['takes its time for one', 'took', slowly],
    ['says all that is wrong with one', 'bytes', () => [400, refusal('INVALID_INPUT', long)]],
    ['runs out of stack', 'internals', () => [400, refusal('INVALID_INPUT', overflow)]],
    ['gives up', 'answered with 500', () => [500, refusal('INTERNAL')]],
    ['takes one', 'answered with 200', () => [200, '{}']],
  ])('control: when it %s, then that is found', async (_, found, answer) => {
    const url = await serve(async () => answer())
    // It runs in here, so how long it waited for a core cannot be told.
    const outcome = await send({ ...ada, url, pid: 0 }, 'freezers.list', '{}')
    expect(problemWithRefusal(outcome)).toContain(found)
  })
})

async function expectRefusal(path: string, json: string, told: string): Promise<void> {
  const outcome = await send(ada, path, json)
  expect(problemWithRefusal(outcome)).toBeUndefined()
  expect(outcome.body).toContain(told)
  times.push(outcome.ms)
}

function ones(count: number): number[] {
  return Array(count).fill(1)
}

function fields(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 1]))
}

/** A name in so many languages whose tags have the right form, English and French among them. */
function languages(count: number): object {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const tags = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))
  return Object.fromEntries(['en', 'fr', ...tags.slice(2 - count)].map((tag) => [tag, tag]))
}

function nested(depth: number): object {
  let where: object = { box: { eq: 1 } }
  for (let n = 0; n < depth; n++) where = n % 2 === 0 ? { and: [where] } : { not: where }
  return where
}
