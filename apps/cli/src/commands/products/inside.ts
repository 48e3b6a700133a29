import { flag } from '../../command/parameter.ts'
import { usageProblem } from '../../problem.ts'

/** The options that choose between what is inside and what was taken out. */
export const insideOptions = {
  inside: flag('What is inside now (the default)'),
  outside: flag('What was taken out'),
  both: flag('What is inside and what was taken out'),
}

/** true: inside, false: taken out, undefined: both. */
export function insideOf(
  options: Record<keyof typeof insideOptions, boolean>,
): boolean | undefined {
  const { inside, outside, both } = options
  if (Number(inside) + Number(outside) + Number(both) > 1) {
    throw usageProblem('Give only one of --inside, --outside and --both.')
  }
  return both ? undefined : !outside
}
