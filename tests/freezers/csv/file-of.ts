const usual = {
  freezer: 'frigo',
  boxes: '4',
  box: '1',
  number: '',
  product: 'peas',
  description: '',
  type: 'soup',
  date_in: '2024-01-31',
  date_out: '',
  period_months: '',
  quantity: '',
}

export const header = Object.keys(usual).join(',')

/** An inventory file with a row for each of these, the rest of each being the usual. */
export function fileOf(...rows: Partial<typeof usual>[]): string {
  return [header, ...rows.map((row) => Object.values({ ...usual, ...row }).join(','))].join('\n')
}
