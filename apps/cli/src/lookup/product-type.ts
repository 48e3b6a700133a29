import type { Larder, RouterOutputs } from '@larder/sdk'
import { plain } from '../output/plain.ts'
import { notFoundProblem } from '../problem.ts'
import { fold } from './fold.ts'

type ProductType = RouterOutputs['freezers']['types']['list']['items'][number]

/** The id of the product type that somebody means by an id or by a name in any language. */
export async function productTypeId(larder: Larder, wanted: string): Promise<number> {
  if (/^[1-9]\d*$/.test(wanted)) return Number(wanted)
  const { items } = await larder.freezers.types.list()
  // Where two languages share a word, the account's own one wins.
  const type =
    items.find(({ name }) => fold(name) === fold(wanted)) ??
    items.find(({ names }) => Object.values(names).some((name) => fold(name) === fold(wanted)))
  if (type) return type.id
  throw notFoundProblem(`There is no product type "${wanted}".`, suggestion(items, wanted))
}

function suggestion(types: ProductType[], wanted: string): string {
  const near = types.filter(({ names }) =>
    Object.values(names).some((name) => fold(name).includes(fold(wanted))),
  )
  if (near.length === 0) return 'See all: larder types list'
  return `Near ones: ${near.map(({ name }) => plain(name)).join(', ')}.`
}
