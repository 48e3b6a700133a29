import { STANDARD_OUTPUT, write } from '../output/write.ts'
import { candidatesFor } from './candidates.ts'

/** Prints what could stand in place of the last word, for the scripts of "larder completion". */
export function printCandidates(words: readonly string[]): void {
  const candidates = candidatesFor(words)
  const lines =
    candidates === 'files'
      ? [':files\n']
      : candidates.map(({ value, description }) => `${value}\t${description}\n`)
  write(STANDARD_OUTPUT, lines.join(''))
}
