import type { Larder, RouterOutputs } from '@larder/sdk'
import { plain } from '../output/plain.ts'
import { notFoundProblem, usageProblem } from '../problem.ts'
import { fold } from './fold.ts'

type Organisation = RouterOutputs['organisations']['list']['items'][number]

/** A server, and the household there that freezers are looked for in. */
export interface Home {
  larder: Larder
  /** Undefined: the one that the server takes where none is named. */
  householdId: number | undefined
}

/** The id of the household that somebody means by an id or a name; a number is always an id. */
export function householdIdOf(larder: Larder, wanted: string): Promise<number> {
  return organisationId(larder, wanted, 'household')
}

/** The id of the household or company that somebody means by an id or a name. */
export async function organisationId(
  larder: Larder,
  wanted: string,
  kind?: Organisation['kind'],
): Promise<number> {
  if (/^[1-9]\d*$/.test(wanted)) return Number(wanted)
  const what = kind ?? 'household or company'
  const { items } = await larder.organisations.list()
  const possible = items.filter((each) => kind === undefined || each.kind === kind)
  const [first, another] = possible.filter(({ name }) => fold(name) === fold(wanted))
  if (another) {
    throw usageProblem(
      `You are in several of the name "${wanted}".`,
      'Say which one by its id: larder orgs list',
    )
  }
  if (first) return first.id
  throw notFoundProblem(`You are in no ${what} "${wanted}".`, knownNames(possible))
}

/** The account of the member that somebody means by its id or its name. */
export async function memberId(larder: Larder, id: number, wanted: string): Promise<number> {
  if (/^[1-9]\d*$/.test(wanted)) return Number(wanted)
  const { items } = await larder.organisations.members.list({ id })
  const [first, another] = items.filter(({ displayName }) => fold(displayName) === fold(wanted))
  if (another) {
    throw usageProblem(
      `Several members are named "${wanted}".`,
      `Say which one by its id: larder orgs members ${id}`,
    )
  }
  if (first) return first.accountId
  const names = items.map(({ displayName }) => plain(displayName)).join(', ')
  throw notFoundProblem(`There is no member "${wanted}".`, `There are: ${names}.`)
}

function knownNames(possible: Organisation[]): string {
  if (possible.length === 0) return 'Create one: larder orgs create household "home"'
  return `There are: ${possible.map(({ name }) => plain(name)).join(', ')}.`
}
