import { defineCommand } from '../../command/define.ts'
import { option, repeatedOption } from '../../command/parameter.ts'
import { json } from '../../command/parse.ts'
import { freezerId } from '../../lookup/freezer.ts'
import { pagingOf, pagingOptions } from '../../lookup/paging.ts'
import { productTypeId } from '../../lookup/product-type.ts'
import { ABOUT_QUALITY, productColumns } from './columns.ts'
import type { Where } from './filter.ts'
import { condition, sortKeys } from './filter.ts'
import { insideOf, insideOptions } from './inside.ts'

export const listProducts = defineCommand({
  name: 'list',
  summary: 'List products, box after box',
  description: '"larder help filters" says more about --filter, --sort and --where.',
  options: {
    freezer: option('<freezer>', 'Only this freezer, by id or name'),
    type: option('<type>', 'Only this product type, by id or name'),
    ...insideOptions,
    filter: repeatedOption('<condition>', 'Only where it holds; all must if repeated', condition),
    sort: option('<orders>', 'For example bestBefore or -dateIn,name', sortKeys),
    where: option('<json>', 'A filter as the API takes it, with and, or and not', json),
    ...pagingOptions,
  },
  examples: [
    ['products list'],
    ['products list --freezer "frigo 1" --type soup'],
    ["products list --filter name~soup --filter 'dateIn<2026-01-01' --sort bestBefore"],
    ['products list --outside --sort -dateOut --limit 10', 'What was taken out last'],
    ["products list --json | jq -r '.[] | [.box, .number, .name] | @tsv'"],
  ],
  async run({ output, connectHome }, { freezer, type, filter, sort, where, ...rest }) {
    const inside = insideOf(rest)
    const { limit, pageSize } = pagingOf(rest)
    const home = await connectHome()
    const { larder, householdId } = home
    const [wantedFreezer, wantedType] = await Promise.all([
      freezer === undefined ? undefined : freezerId(home, freezer),
      type === undefined ? undefined : productTypeId(larder, type),
    ])
    const conditions: Where[] = [
      ...filter,
      ...(wantedType === undefined ? [] : [{ typeId: { eq: wantedType } }]),
      ...(where === undefined ? [] : [where as Where]),
    ]
    const products = larder.freezers.products.list.all({
      householdId,
      freezerId: wantedFreezer,
      inside,
      where: conditions.length > 1 ? { and: conditions } : conditions[0],
      sort,
      limit: pageSize,
    })
    await output.list(products, {
      limit,
      columns: [
        ...productColumns,
        { title: 'FOR', value: ({ quantity }) => quantity },
        { title: 'IN', value: ({ dateIn }) => dateIn },
        { title: 'BEST UNTIL', value: ({ bestBefore }) => bestBefore ?? 'keeps' },
        ...(inside === true
          ? []
          : [
              { title: 'OUT', value: ({ dateOut }: { dateOut: string | null }) => dateOut },
              { title: 'WHY', value: ({ outReason }: { outReason: string | null }) => outReason },
            ]),
      ],
      remark: ABOUT_QUALITY,
      empty:
        'Nothing was found. Put something in with "larder products add" or "larder import", or list what was taken out with --outside.',
    })
  },
})
