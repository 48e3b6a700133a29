import type { ProcedureMeta } from '@larder/api'
import { appRouter } from '@larder/api'
import { describe, expect, test } from 'vitest'
import { figure, startLarder } from '#harness'
import { withSession } from './callers.ts'
import { callEverything, makeWorld } from './matrix.ts'
import { table } from './table.ts'

const long = { timeout: 180_000 }
// Nothing listens at the discard port, where its webhooks lead.
const larder = await startLarder({
  settings: {
    LARDER_WEBHOOK_NETWORKS: '127.0.0.1',
    LARDER_WEBHOOKS_PER_ACCOUNT: '1000',
    LARDER_ORGANISATIONS_PER_ACCOUNT: '10000',
    LARDER_INVITATIONS_PER_DAY: '10000',
    LARDER_CHANNELS_PER_ACCOUNT: '10000',
  },
})
const world = await makeWorld(larder)

const metas = new Map(
  Object.entries<unknown>(appRouter._def.procedures).map(([path, procedure]) => [
    path,
    (procedure as { _def: { meta: ProcedureMeta } })._def.meta,
  ]),
)

describe('Given the procedures of the router', () => {
  test('when one is not in the table of permissions, then this fails and says so', () => {
    expect(unclassified([...metas.keys()])).toEqual([])
  })

  test('control: a procedure that nobody classified is found', () => {
    expect(unclassified(['freezers.list', 'freezers.defrost'])).toEqual([
      'freezers.defrost is in no row of tests/permissions/table.ts: say there who may call it.',
    ])
  })

  test('when the table names one that is gone, then this fails', () => {
    expect(Object.keys(table).filter((path) => !metas.has(path))).toEqual([])
  })

  test.each(Object.entries(table))(
    '%s: what it says of itself is what the table says',
    (path, row) => {
      const { audience, scope } = row
      expect(metas.get(path)).toMatchObject({ audience, scope })
    },
  )
})

describe('Given a household, strangers, and credentials that are good, narrow, over and wrong', () => {
  test('when everybody calls everything, then each gets exactly what is theirs', long, async () => {
    const { cells, leaks } = await callEverything(world)
    expect(leaks).toEqual([])
    expect(cells).toBe(metas.size * world.callers.length)
    figure(
      12,
      `${metas.size} procedures x ${world.callers.length} callers: ${cells} cells, 0 leaks`,
    )
  })

  test('control: when a stranger was let in by mistake, then it is found', long, async () => {
    const intruder = await larder.person('intruder')
    await world.keeper.takeIn(intruder, 'viewer')
    const callers = [withSession(intruder, 'intruder', { role: null })]
    const { leaks } = await callEverything({ ...world, callers })
    expect(leaks.join('\n')).toContain('freezers.get by intruder was done and not NOT_FOUND')
    expect(leaks.join('\n')).toContain('freezers.get by intruder showed what is not theirs')
    expect(leaks.join('\n')).toContain(
      'freezers.edit by intruder was NOT_ALLOWED and not NOT_FOUND',
    )
  })
})

function unclassified(paths: string[]): string[] {
  return paths
    .filter((path) => !Object.hasOwn(table, path))
    .map((path) => `${path} is in no row of tests/permissions/table.ts: say there who may call it.`)
}
