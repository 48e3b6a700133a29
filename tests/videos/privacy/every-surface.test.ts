import { appRouter } from '@larder/api'
import { describe, expect, test, vi } from 'vitest'
import { figure, startLarder } from '#harness'
import { isExpected } from './expected.ts'
import { procedureSurfaces } from './found-surfaces.ts'
import { registeredRoutes } from './registered-routes.ts'
import type { Case, Scene, Visitor } from './scene.ts'
import { makeScene, visitorKinds } from './scene.ts'
import type { Surface } from './surfaces.ts'
import { ANSWERS, noSurfaces, surfaces } from './surfaces.ts'

const long = { timeout: 120_000 }
const larder = await startLarder()
const scene = await makeScene(larder)

/** Everything that one surface shows to whom it should not, or does not to whom it should. */
async function mistakes(
  name: string,
  surface: Surface,
  { visitors, cases }: Pick<Scene, 'visitors' | 'cases'> = scene,
): Promise<{ cells: number; found: string[] }> {
  const found: string[] = []
  let cells = 0
  for (const visitor of visitors) {
    const text = 'read' in surface ? await surface.read(scene, visitor) : ''
    for (const video of cases) {
      const expected = expectedOf(name, surface, visitor, video)
      if (expected === undefined) continue
      cells++
      const shown =
        'shows' in surface
          ? await surface.shows(scene, visitor, video)
          : text.includes(video.publicId) || text.includes(video.title)
      if (shown !== expected) {
        found.push(`${name} ${shown ? 'shows' : 'hides'} "${video.name}": ${visitor.kind}`)
      }
    }
  }
  return { cells, found }
}

/** Some are for those alone who are signed in. */
const forAnybody = ['videos.get', 'videos.comments.list', 'videos.views.count', 'videos.list']
const alsoForAnybody = [
  ...['videos.search', 'videos.trending', 'videos.related', `videos.related${ANSWERS}`],
  ...['playlists.videos', 'videos.captions.get'],
]

function expectedOf(
  name: string,
  { kind }: Surface,
  visitor: Visitor,
  video: Case,
): boolean | undefined {
  const isOpen = name.startsWith('GET ') || [...forAnybody, ...alsoForAnybody].includes(name)
  const expected = isExpected(kind, visitor, video)
  return expected && visitor.kind === 'anonymous' && !isOpen ? false : expected
}

describe('Given the procedures and addresses of a server', () => {
  test('when one takes or answers a video and is in no table, then this fails', async () => {
    expect(unclassified(procedureSurfaces())).toEqual([])
    const routes = await registeredRoutes()
    const about = routes.filter((route) => /^GET \/(videos|channels|feeds|files)\b/.test(route))
    expect(about.length).toBeGreaterThanOrEqual(5)
    expect(unclassified(about)).toEqual([])
  })

  test('when the table names one that is gone, then this fails', async () => {
    const procedures = Object.keys(appRouter._def.procedures)
    const there = [...procedures, ...(await registeredRoutes())]
    const named = [...Object.keys(surfaces), ...Object.keys(noSurfaces)]
    expect(named.filter((name) => !there.includes(name.replace(ANSWERS, '')))).toEqual([])
  })

  test('control: one that is added and classified nowhere is found', () => {
    const copied = { ...appRouter._def.procedures, 'videos.recommend': procedureOf('videos.get') }
    const found = procedureSurfaces({ _def: { procedures: copied } })
    expect(unclassified(found)).toEqual(['videos.recommend'])
  })
})

describe('Given videos of every privacy and in every state, and everybody who looks', () => {
  test('when every surface is looked at, then each shows exactly what it may', long, async () => {
    const ada = scene.visitors.find(({ kind }) => kind === 'owner')?.person
    // Words are found a moment later than they were said.
    await vi.waitFor(
      async () => {
        const { items } = (await ada?.larder.videos.search({ query: 'quinces' })) ?? { items: [] }
        expect(items).toHaveLength(5)
      },
      { timeout: 20_000 },
    )
    let cells = 0
    for (const [name, surface] of Object.entries(surfaces)) {
      const { cells: looked, found } = await mistakes(name, surface)
      expect(found).toEqual([])
      cells += looked
    }
    const counted = `${Object.keys(surfaces).length} surfaces x ${visitorKinds.length} visitors x ${scene.cases.length} videos`
    figure(12, `${counted}: ${cells} cells, 0 shown or hidden wrongly`)
  })

  test('control: when a stranger becomes a member, then that is noticed', async () => {
    const [stranger, owner] = ['stranger', 'owner'].map((kind) =>
      scene.visitors.find((each) => each.kind === kind),
    )
    if (!stranger?.person || !owner?.person) throw new Error('They are in the scene.')
    await owner.person.takeIn(stranger.person, 'viewer')
    const only = { visitors: [stranger], cases: scene.cases }
    for (const name of ['videos.get', 'videos.list', 'GET /videos/:id/stream']) {
      const { found } = await mistakes(name, surfaces[name] as Surface, only)
      expect(found).toEqual([`${name} shows "members": stranger`])
    }
  })
})

function unclassified(names: string[]): string[] {
  return names.filter((name) => !Object.hasOwn(surfaces, name) && !Object.hasOwn(noSurfaces, name))
}

function procedureOf(path: string): unknown {
  return Object.entries<unknown>(appRouter._def.procedures).find(([name]) => name === path)?.[1]
}
