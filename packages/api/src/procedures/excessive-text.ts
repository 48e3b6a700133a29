import { DomainError } from '../errors/map.ts'
import { DEEPEST, MOST_VALUES, tooDeep, tooMany } from './input-bounds.ts'

/** Characters. What is shorter is parsed in a moment, whatever it holds. */
const SHORT_TEXT = 65_536

const tooManyTogether =
  'The inputs of the batch hold more than 10,000 values together. Send fewer at once.'

/**
 * Refuses the JSON of one call, or of a batch of so many, before it is parsed: megabytes of brackets
 * take a second. What it lets through is looked at once more, call by call, by `bounded`. Throws
 * INVALID_INPUT.
 */
export function refuseExcessiveText(text: string, calls: number): void {
  const message = text.length > SHORT_TEXT && excessIn(text, calls)
  if (message) throw new DomainError('INVALID_INPUT', { issues: [{ path: '', message }] })
}

// A value has a comma before it or opens what it is in, and an empty list or object opens itself. So
// there are at most twice as many marks as values, the inputs of a batch among them, and one for it.
function excessIn(text: string, calls: number): string | undefined {
  const mostMarks = 2 * (MOST_VALUES + calls) + 1
  const tooMuch = calls > 1 ? tooManyTogether : tooMany
  let marks = 0
  let level = 0
  for (let place = 0; place < text.length; place++) {
    switch (text[place]) {
      case '"':
        place = endOfString(text, place)
        break
      case '[':
      case '{':
        if (++level > DEEPEST + 1) return tooDeep
        if (++marks > mostMarks) return tooMuch
        break
      case ',':
        if (++marks > mostMarks) return tooMuch
        break
      case ']':
      case '}':
        level--
    }
  }
  return undefined
}

function endOfString(text: string, start: number): number {
  let place = start + 1
  while (place < text.length && text[place] !== '"') place += text[place] === '\\' ? 2 : 1
  return place
}
