import { planUndo } from '@larder/api/src/freezers/history/undo/plan-undo.ts'
import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'
import { figure } from '#harness'
import type { Attempt } from './any-life.ts'
import { anyLife, live } from './any-life.ts'
import type { Planner, Tally } from './verify-undo.ts'
import { verifyUndo } from './verify-undo.ts'

/** How many lives are lived. In each of them one event is undone, every one with `EVERY`. */
const numRuns = Number(process.env['HISTORIES'] ?? 10_000)
const undone = process.env['EVERY'] === undefined ? 1 : Number.POSITIVE_INFINITY

// The rules need no database, so that one half of the suite is enough.
describe.skipIf(inject('mysqlUrl') !== undefined)('Given any life of a household', () => {
  const long = { timeout: 600_000 }

  test(
    'when anything is undone, then it is as if never done, or refused for what is named',
    long,
    async () => {
      const tally: Tally = { lives: 0, undone: 0, refused: 0, named: 0, needless: 0 }
      await fc.assert(property(planUndo, tally), { numRuns })
      expect(tally.lives).toBe(numRuns)
      expect(tally.undone).toBeGreaterThan(numRuns / 4)
      expect(tally.refused).toBeGreaterThan(numRuns / 4)
      // Where one of two would do, both are named.
      expect(tally.needless).toBeLessThan(tally.named / 100)
      figure(
        3,
        `${tally.lives} random histories: ${tally.undone} actions undone as if never done and done ` +
          `again, ${tally.refused} refused with exactly the ${tally.named} events in their way ` +
          `(${tally.needless} needless)`,
      )
    },
  )

  test('control: rules that forget who has the number now are found out', long, async () => {
    const blind: Planner = (household, thing, eventId) =>
      planUndo(seenAs(household, { productAt: async () => undefined }), thing, eventId)
    expect(await isFoundOut(blind)).toBe(true)
  })

  test('control: rules that forget what was said anew since are found out', long, async () => {
    const blind: Planner = (household, thing, eventId) => {
      const factsOf: typeof household.factsOf = async (each) =>
        (await household.factsOf(each)).filter(({ id }) => id <= eventId)
      return planUndo(seenAs(household, { factsOf }), thing, eventId)
    }
    expect(await isFoundOut(blind)).toBe(true)
  })

  test(
    'control: rules that name nobody else than the first in the way are found out',
    long,
    async () => {
      const hasty: Planner = async (household, thing, eventId) => {
        const plan = await planUndo(household, thing, eventId)
        return plan && { ...plan, blockers: plan.blockers.slice(-1) }
      }
      expect(await isFoundOut(hasty)).toBe(true)
    },
  )
})

function property(plan: Planner, tally: Tally): fc.IAsyncProperty<[Attempt[], number]> {
  return fc.asyncProperty(anyLife, fc.nat(), async (attempts, first) => {
    const household = await live(attempts)
    tally.lives++
    const { told } = household
    for (let n = 0; n < Math.min(undone, told.length); n++) {
      const { fact } = told[(first + n) % told.length] ?? {}
      if (fact) await verifyUndo(household, fact.id, plan, tally)
    }
  })
}

async function isFoundOut(plan: Planner): Promise<boolean> {
  const tally: Tally = { lives: 0, undone: 0, refused: 0, named: 0, needless: 0 }
  const { failed } = await fc.check(property(plan, tally), { numRuns, endOnFailure: true })
  return failed
}

type Household = Parameters<Planner>[0]

function seenAs(household: Household, otherwise: Partial<Household>): Household {
  return {
    factsOf: (thing) => household.factsOf(thing),
    productAt: (place) => household.productAt(place),
    productsOf: (freezerId) => household.productsOf(freezerId),
    productsBeyond: (freezerId, box) => household.productsBeyond(freezerId, box),
    freezerNamed: (name) => household.freezerNamed(name),
    removalOf: (typeId) => household.removalOf(typeId),
    ...otherwise,
  }
}
