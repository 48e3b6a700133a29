import type { RouterInputs, RouterOutputs } from '@larder/sdk'
import type { Person, TestServer } from '#harness'

export type Query = Extract<RouterInputs['freezers']['products']['list'], object>
export type Product = RouterOutputs['freezers']['products']['list']['items'][number]

/** Names that engines and languages like to compare in ways of their own. */
const names = [
  ...['apple', 'Äpple', 'apple pie', 'APPLE', '100% rye', '100x rye', 'a_b', 'a-b', 'wow!', 'wow'],
  ...['Straße', 'strasse', 'ŒUF', 'œuf', 'ﬁsh', 'fish', 'ÉCLAIR', 'e\u0301clair', 'zebra', '~'],
  ...['\ue000', '😀', '😀😀', 'İris', 'iris', '10', '9', 'a!b'],
  ...['特価！', '100％', 'a＿b', 'wow⁈'],
]

/**
 * A household with a product of each name in two freezers, a third of them out, with many equal
 * values; and the products of another household, which must never show.
 */
export async function stockPantry(larder: TestServer): Promise<{ ada: Person; stock: Product[] }> {
  const [ada, bob] = await Promise.all([larder.person('ada'), larder.person('bob')])
  const theirs = await bob.freezer()
  const freezers = [await ada.freezer({ boxes: 3 }), await ada.freezer({ boxes: 3 })]
  const stock: Product[] = []
  for (const [n, name] of names.entries()) {
    if (n % 4 === 0) await bob.product(theirs, { name })
    const product = await ada.product(freezers[n % 2] ?? theirs, {
      name,
      box: 1 + (n % 3),
      typeId: 1 + (n % 4),
      quantity: 1 + (n % 5),
      dateIn: `2024-0${1 + (n % 6)}-15`,
      periodMonths: n % 7 === 0 ? null : 1 + (n % 3),
    })
    const out = { id: product.id, dateOut: `2024-0${7 + (n % 2)}-01` }
    stock.push(n % 3 === 0 ? await ada.larder.freezers.products.takeOut(out) : product)
  }
  return { ada, stock }
}
