import type { RouterOutputs } from '@larder/sdk'
import type { Column } from '../../output/table.ts'

export type Product = RouterOutputs['freezers']['products']['get']

/** Where a product is and what it is: how every table of products begins. */
export const productColumns: readonly Column<Product>[] = [
  { title: 'ID', value: ({ id }) => id },
  { title: 'FREEZER', value: ({ freezerName }) => freezerName, shrinks: true },
  { title: 'BOX', value: ({ box }) => box },
  { title: 'NUMBER', value: ({ number }) => number },
  { title: 'PRODUCT', value: ({ name }) => name, shrinks: true },
  { title: 'TYPE', value: ({ typeName }) => typeName, shrinks: true },
]

/** Said wherever a freezer time or the day it ends on is shown. */
export const ABOUT_QUALITY = 'Best until is about quality, never about safety.'

/** "12 days ago", "today", "in 5 days". */
export function dueInWords(daysLeft: number): string {
  if (daysLeft === 0) return 'today'
  const days = `${Math.abs(daysLeft)} ${Math.abs(daysLeft) === 1 ? 'day' : 'days'}`
  return daysLeft < 0 ? `${days} ago` : `in ${days}`
}

/** Where it is, in words. */
export function placeOf({ freezerName, box, number }: Product): string {
  return `${freezerName}, box ${box}, number ${number}`
}
