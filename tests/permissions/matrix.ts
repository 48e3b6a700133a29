import { randomUUID } from 'node:crypto'
import type { Answer, Person, TestServer } from '#harness'
import type { Caller } from './callers.ts'
import { everybody, inhabitant } from './callers.ts'
import { expectedOutcome } from './outcome.ts'
import type { Door, Id, Row } from './row.ts'
import { table } from './table.ts'
import { MARK, MISSING_ID, makersOf } from './things.ts'

/** A household, whose things are made by `keeper`, and everybody who calls. */
export interface World {
  larder: TestServer
  keeper: Person
  callers: Caller[]
  make: ReturnType<typeof makersOf>
  door: Door
}

interface Cell {
  what: string
  requestId: string
  isRefused: boolean
  leaks: string[]
}

/** Makes a household and everybody who calls. */
export async function makeWorld(larder: TestServer): Promise<World> {
  const keeper = await larder.person('keeper', { displayName: MARK, accountRole: 'admin' })
  const owner = await inhabitant(larder, keeper, 'owner')
  const guest = await larder.person('door')
  const { accountId, email, password } = guest
  const username = 'the-door'
  await guest.larder.accounts.profile.edit({ username })
  const callers = await everybody(larder, keeper, owner)
  return {
    larder,
    keeper,
    callers,
    make: makersOf(larder, { keeper, owner, guest }),
    door: { accountId, email, password, username },
  }
}

/** Lets everybody call everything. A leak is a sentence about a call that did not go by the table. */
export async function callEverything(world: World): Promise<{ cells: number; leaks: string[] }> {
  const { larder, callers } = world
  const cells: Cell[] = []
  for (const [path, row] of Object.entries(table)) {
    cells.push(...(await Promise.all(callers.map((caller) => callOnce(world, path, row, caller)))))
    if (row.audience === 'session') await Promise.all(callers.map((caller) => caller.renew()))
  }
  // That it was refused is written down, and nothing else may be.
  const events = await larder.database.reader
    .selectFrom('events')
    .select('request_id')
    .where('type', 'not in', ['AccessRefused', 'RefusalsOmitted'])
    .execute()
  const writing = new Set(events.map(({ request_id }) => request_id))
  const leaks = cells.flatMap(({ what, requestId, isRefused, leaks }) =>
    isRefused && writing.has(requestId) ? [...leaks, `${what} was refused and written.`] : leaks,
  )
  return { cells: cells.length, leaks }
}

async function callOnce(world: World, path: string, row: Row, caller: Caller): Promise<Cell> {
  const { larder, make, door } = world
  const what = `${path} by ${caller.name}`
  const requestId = randomUUID()
  const ask = (id: Id) =>
    larder.call(path, row.input({ id, householdId: world.keeper.householdId, caller, door }), {
      ...(caller.secret === null ? {} : { secret: caller.secret }),
      headers: { 'x-request-id': requestId },
    })
  const id = row.names ? await make[row.names](caller) : MISSING_ID
  const answer = await ask(id)
  const outcome = answer.error()?.data.reason ?? 'done'
  const expected = expectedOutcome(row, caller)
  const leaks: string[] = []
  if (outcome !== expected) leaks.push(`${what} was ${outcome} and not ${expected}: ${answer.body}`)
  const isForThem = row.showsEverybodys === true && expected === 'done'
  if (caller.role === null && !isForThem && answer.body.includes(MARK)) {
    leaks.push(`${what} showed what is not theirs: ${answer.body}`)
  }
  if (outcome === 'NOT_FOUND') {
    const missing = withoutId(await ask(missingLike(id)), missingLike(id))
    const foreign = withoutId(answer, id)
    if (foreign !== missing) leaks.push(`${what}: foreign ${foreign} but missing ${missing}`)
  }
  return { what, requestId, isRefused: outcome !== 'done', leaks }
}

/** An id of the same kind that nothing has. */
function missingLike(id: Id): Id {
  return typeof id === 'string' ? '0'.repeat(id.length) : MISSING_ID
}

/** An error answer in which the id that was asked for stands for any id. */
function withoutId({ status, body }: Answer, id: Id): string {
  const { message, data, ...rest } = JSON.parse(body).error
  const { details, ...facts } = data
  const told = JSON.stringify([message, details]).replaceAll(named(id), 'id')
  return JSON.stringify([status, rest, facts, told])
}

/** An id in a text: a number not within another, and what is no number anywhere. */
function named(id: Id): RegExp | string {
  return typeof id === 'string' ? id : new RegExp(`\\b${id}\\b`, 'g')
}
