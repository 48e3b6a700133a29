/** A usual freezer time in words. */
export function monthsInWords(months: { min: number; max: number } | null): string {
  if (months === null) return 'keeps'
  const { min, max } = months
  if (min !== max) return `${min} to ${max} months`
  return max === 1 ? '1 month' : `${max} months`
}
