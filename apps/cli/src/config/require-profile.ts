import { notFoundProblem } from '../problem.ts'
import type { Config } from './config-file.ts'

/** Throws a problem that names the known profiles when there is none of this name. */
export function requireProfile({ profiles }: Config, name: string): void {
  if (Object.hasOwn(profiles, name)) return
  const known = Object.keys(profiles)
  throw notFoundProblem(
    `There is no profile "${name}".`,
    known.length > 0
      ? `There are: ${known.join(', ')}.`
      : `Make it: larder login --profile ${name}`,
  )
}
