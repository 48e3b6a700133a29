import { InvalidArgumentError } from 'commander'
import type { Parse } from './parameter.ts'

/** A whole number of at least `min`. */
export function wholeNumber(min: number): Parse<number> {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= min) return number
    throw new InvalidArgumentError(`It must be a whole number, at least ${min}.`)
  }
}

/** An id, as tables and JSON show it. */
export const id: Parse<number> = (text) => {
  const number = Number(text.replace(/^#/, ''))
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new InvalidArgumentError('It must be an id: the number in the column ID.')
}

/** A calendar day. Whether it exists and makes sense is the server's to say. */
export const day: Parse<string> = (text) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  throw new InvalidArgumentError('It must be a calendar day, written YYYY-MM-DD.')
}

/** Months at best quality; null for what keeps for ever. */
export const months: Parse<number | null> = (text) => {
  if (text === 'never') return null
  if (/^\d{1,3}$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidArgumentError('It must be a number of months, or "never" if it never gets old.')
}

/** A usual freezer time, "2-3" or "3"; null for what keeps for ever. */
export const monthRange: Parse<{ min: number; max: number } | null> = (text) => {
  if (text === 'never') return null
  const match = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(text)
  if (match) return { min: Number(match[1]), max: Number(match[2] ?? match[1]) }
  throw new InvalidArgumentError('Write months like 3 or 2-3, or "never" if it never gets old.')
}

/** JSON, of whatever shape. */
export const json: Parse<unknown> = (text) => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${(error as Error).message}.`)
  }
}
