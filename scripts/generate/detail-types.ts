import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.ts'

const places = ['packages/api/src/errors/general.ts', 'packages/api/src/*/**/errors.ts']

/**
 * The TypeScript type of each reason's details, as it is written where the reason is defined; ''
 * for those without details. Throws when a definition is not found.
 */
export function detailTypes(reasons: string[]): Record<string, string> {
  const sources = places
    .flatMap((place) => globSync(place, { cwd: root }))
    .map((path) => readFileSync(join(root, path), 'utf8'))
  const types = sources.flatMap((source) =>
    [...source.matchAll(/(\w+): reason<(.+?)>\(/gs)].map(([, name, type]) => [name, type]),
  )
  const found: Record<string, string> = Object.fromEntries(types)
  return Object.fromEntries(
    reasons.map((reason) => {
      const type = found[reason]
      if (type === undefined) throw new Error(`No definition of ${reason} in ${places.join(', ')}.`)
      return [reason, type === 'object' ? '' : onOneLine(type)]
    }),
  )
}

/** Over several lines, what ends each of them separates the members. */
function onOneLine(type: string): string {
  return type.replaceAll(/(\w|\]|\))\n\s*(?=\w)/g, '$1; ').replaceAll(/\s+/g, ' ')
}
