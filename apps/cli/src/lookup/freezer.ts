import type { RouterOutputs } from '@larder/sdk'
import { plain } from '../output/plain.ts'
import { notFoundProblem, usageProblem } from '../problem.ts'
import { fold } from './fold.ts'
import type { Home } from './household.ts'

type Freezer = RouterOutputs['freezers']['list']['items'][number]

/**
 * The id of the freezer that somebody means by an id or a name; a number is always an id. One in
 * use and an archived one may have the same name: the one in use is meant, unless told otherwise.
 */
export async function freezerId(
  home: Home,
  wanted: string,
  { archivedFirst = false } = {},
): Promise<number> {
  if (/^[1-9]\d*$/.test(wanted)) return Number(wanted)
  const [first, another] =
    named(await freezers(home, archivedFirst), wanted) ??
    named(await freezers(home, !archivedFirst), wanted) ??
    []
  // Only archived ones can share a name.
  if (another) {
    throw usageProblem(
      `Several archived freezers are named "${wanted}".`,
      'Say which one by its id: larder freezers list --archived',
    )
  }
  if (first) return first.id
  throw notFoundProblem(`There is no freezer "${wanted}".`, knownNames(await freezers(home, false)))
}

/** As `freezerId`; when nothing is wanted, the household's only freezer is meant. */
export async function freezerIdOrOnly(
  home: Home,
  wanted: string | undefined,
  parameter: string,
): Promise<number> {
  if (wanted !== undefined) return freezerId(home, wanted)
  const inUse = await freezers(home, false)
  const [only, another] = inUse
  if (!only) throw notFoundProblem('There is no freezer yet.', knownNames(inUse))
  if (!another) return only.id
  throw usageProblem(
    `There are several freezers: say which one with ${parameter}.`,
    knownNames(inUse),
  )
}

async function freezers({ larder, householdId }: Home, archived: boolean): Promise<Freezer[]> {
  const found: Freezer[] = []
  for await (const freezer of larder.freezers.list.all({ householdId, archived }))
    found.push(freezer)
  return found
}

function named(among: Freezer[], wanted: string): Freezer[] | undefined {
  const found = among.filter(({ name }) => fold(name) === fold(wanted))
  return found.length > 0 ? found : undefined
}

function knownNames(inUse: Freezer[]): string {
  if (inUse.length === 0) return 'Create one: larder freezers create "kitchen" --boxes 4'
  return `There are: ${inUse.map(({ name }) => plain(name)).join(', ')}.`
}
