import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** Text by path, relative to the root of the repository. */
export type GeneratedFiles = Record<string, string>

/** Everything here is generated: what nobody writes any more is out of date too. */
const places = ['packages/sdk/src/generated/*', 'docs/reference/*']

/** The absolute paths of files that differ from what they should be, are missing or left over. */
export function outdatedFiles(files: GeneratedFiles): string[] {
  const present = places.flatMap((place) => globSync(place, { cwd: root }))
  const differing = Object.keys(files).filter((path) => readIfThere(path) !== files[path])
  const leftOver = present.filter((path) => !(path in files))
  return [...differing, ...leftOver].sort().map((path) => join(root, path))
}

/** Writes the files that are out of date and removes those left over. */
export function writeFiles(files: GeneratedFiles, outdated: string[]): void {
  for (const path of outdated) rmSync(path, { force: true })
  for (const [path, text] of Object.entries(files)) {
    const target = join(root, path)
    if (!outdated.includes(target)) continue
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}
