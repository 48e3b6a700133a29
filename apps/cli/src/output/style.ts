import type { Environment } from '../config/settings.ts'
import type { GlobalOptions } from '../global-options.ts'
import { STANDARD_OUTPUT, terminal } from './write.ts'

/** How things look where standard output goes. */
export interface Style {
  /** Columns of the terminal; undefined when there is none and nothing must be cut. */
  readonly columns: number | undefined
  readonly hasColour: boolean
  heading(text: string): string
}

/** Finds out what standard output can show, and whether colours are wanted. */
export function styleOf({ color }: GlobalOptions, environment: Environment): Style {
  const screen = terminal(STANDARD_OUTPUT)
  const isWanted = color !== false && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb'
  const hasColour = isWanted && screen !== undefined
  return {
    columns: screen?.columns,
    hasColour,
    heading: (text) => (hasColour ? `\u001b[1m${text}\u001b[22m` : text),
  }
}

/** Neither colours nor a width: for what may be read anywhere. */
export const plainStyle: Style = { columns: undefined, hasColour: false, heading: (text) => text }
