import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import type { Attempt } from './any-life.ts'
import { anyLife } from './any-life.ts'
import type { Step } from './home.ts'
import { Home, stepOf } from './home.ts'

const larder = await startLarder()

/** How many lives are lived; many more with `HISTORIES=10000`, which takes hours. */
const numRuns = Number(process.env['HISTORIES'] ?? 60)

/** What somebody did, with the events that it is told by. */
interface Done {
  step: Step
  events: number[]
}

interface Tally {
  lives: number
  undone: number
  cleared: number
  compared: number
}

/** Because of these somebody else would have been in the way for a while, in another order not. */
const otherThings = new Set([
  'NUMBER_TAKEN',
  'BOX_MISSING',
  'FREEZER_ARCHIVED',
  'FREEZER_NAME_TAKEN',
  'FREEZER_HAS_OCCUPIED_BOXES',
  'FREEZER_HAS_HISTORY',
  'NOT_FOUND freezer',
  'IMPORT_REFUSED',
])

test('undoing anything comes to the same as never having done it', {
  timeout: 36_000_000,
}, async () => {
  const tally: Tally = { lives: 0, undone: 0, cleared: 0, compared: 0 }
  const life = fc.asyncProperty(anyLife, fc.nat(), (attempts, which) =>
    liveAndUndo(attempts, which, tally),
  )
  await fc.assert(life, { numRuns, endOnFailure: true })
  expect(tally.compared).toBeGreaterThan(tally.undone * 0.7)
  figure(
    3,
    `${tally.lives} random histories through the front door: ${tally.undone} undone ` +
      `(${tally.cleared} after what was named in their way), ${tally.compared} of them lived again ` +
      'without, and rows, history and trends were the same',
  )
})

test('control: lived again with what was undone, it does not come to the same', async () => {
  const differences: boolean[] = []
  const life = fc.asyncProperty(anyLife, async (attempts) => {
    const ada = await Home.of(larder, 'ada')
    const { done, holding } = await live(ada, attempts)
    const eventId = (await ada.events()).at(-1)?.id ?? 0
    const { action } = await ada.api.history.undo({ eventId })
    const again = await livedAgain({ done, holding: holding.add(action.eventId) })
    if (!again) return
    const [theirs, hers] = [await everythingOf(again.home), await everythingOf(ada, again.idle)]
    differences.push(!isDeepStrictEqual(theirs, hers))
  })
  await fc.assert(life, { numRuns: 12, endOnFailure: true })
  expect(differences).toContain(true)
})

async function liveAndUndo(attempts: Attempt[], which: number, tally: Tally): Promise<void> {
  const ada = await Home.of(larder, 'ada')
  const life = await live(ada, attempts)
  tally.lives++
  const events = await ada.events()
  const target = events[which % events.length]?.id ?? 0
  const before = await ada.rows()
  const eventId = await standing(ada, target)
  const planned = await ada.api.history.undo({ eventId, dryRun: true })
  expect(await ada.rows()).toEqual(before)
  for (const blocker of planned.blockers) await turn(ada, life, blocker.eventId)
  if (planned.blockers.length > 0) tally.cleared++
  const cleared = await ada.rows()
  const undoing = await turn(ada, life, eventId)
  tally.undone++
  const again = await livedAgain(life)
  if (again) {
    expect(await everythingOf(again.home)).toEqual(await everythingOf(ada, again.idle))
    tally.compared++
  }
  await turn(ada, life, undoing)
  expect(await ada.rows()).toEqual(cleared)
}

interface Life {
  done: Done[]
  /** The events that are not undone. */
  holding: Set<number>
}

/** Does what can be done, two freezers first. */
async function live(home: Home, attempts: Attempt[]): Promise<Life> {
  const attempt = { which: 0, freezer: 0, box: 3, number: 1, day: 1, typeId: 1 }
  const freezers = [0, 1].map((name) => ({ ...attempt, what: 'create a freezer' as const, name }))
  const life: Life = { done: [], holding: new Set() }
  let known = 0
  for (const [key, each] of [...freezers, ...attempts].entries()) {
    const undoing: Step = async () => {
      const events = await home.events()
      await turn(home, life, events[each.which % events.length]?.id ?? 0)
    }
    const isUndoing = each.what === 'undo'
    const step = isUndoing ? undoing : await stepOf(home, each, key)
    if (!step || (await refusalOf(step, home)) !== undefined) continue
    const events = (await home.events()).slice(known).map(({ id }) => id)
    known += events.length
    if (isUndoing || events.length === 0) continue
    life.done.push({ step, events })
    for (const id of events) life.holding.add(id)
  }
  return life
}

/** Undoes an event. Answers the one by which it is undone. */
async function turn(home: Home, { holding }: Life, eventId: number): Promise<number> {
  const { eventId: undoing, action } = await home.api.history.undo({ eventId })
  if (!holding.delete(action.eventId)) holding.add(action.eventId)
  return undoing ?? 0
}

/** The event itself or, where that is undone, what undid it. */
async function standing(home: Home, eventId: number): Promise<number> {
  try {
    await home.api.history.undo({ eventId, dryRun: true })
    return eventId
  } catch (error) {
    const { reason, details } = error as Refusal
    if (reason !== 'ALREADY_UNDONE' || details.undoneBy === undefined) throw error
    return details.undoneBy
  }
}

/**
 * Lets somebody else live the same life without what was undone. Answers undefined when something
 * else was in the way for a while, so that it could not be lived in the same order.
 */
async function livedAgain({ done, holding }: Life): Promise<Again | undefined> {
  const home = await Home.of(larder, 'bob')
  const idle = new Set<number>()
  let known = 0
  for (const { step, events } of done) {
    if (!events.every((id) => holding.has(id))) continue
    const refusal = await refusalOf(step, home)
    if (refusal !== undefined) {
      expect(otherThings).toContain(refusal)
      return undefined
    }
    const now = (await home.events()).length
    if (now === known) for (const id of events) idle.add(id)
    known = now
  }
  return { home, idle }
}

interface Again {
  home: Home
  /** What changed nothing this time, such as a name that it had already, and so is no event. */
  idle: ReadonlySet<number>
}

async function everythingOf(home: Home, idle: ReadonlySet<number> = new Set()): Promise<object> {
  return { rows: await home.rows(), ...(await home.derived(idle)) }
}

async function refusalOf(step: Step, home: Home): Promise<string | undefined> {
  try {
    await step(home)
    return undefined
  } catch (error) {
    const { reason, status = 500, details } = error as Refusal
    // Whatever cannot be done must be refused for a reason.
    if (reason === undefined || status >= 500) throw error
    return reason === 'NOT_FOUND' ? `${reason} ${details.what}` : reason
  }
}

interface Refusal {
  reason?: string
  status?: number
  details: { what?: string; undoneBy?: number }
}
