// Strips all sources that a server runs, and keeps them in a folder that is there; forgets those that have
// changed since.

import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keptFolder, keptName, sourceFolders } from './kept-sources.mjs'

const names = new Set()
for (const folder of sourceFolders.map((url) => fileURLToPath(url))) {
  for (const path of readdirSync(folder, { recursive: true })) {
    if (path.endsWith('.ts')) keep(readFileSync(join(folder, path), 'utf8'))
  }
}
for (const name of readdirSync(keptFolder)) {
  if (name.endsWith('.js') && !names.has(name)) rmSync(join(keptFolder, name), { force: true })
}

function keep(source) {
  const stripped = strip(source)
  if (stripped === undefined) return
  const name = keptName(source)
  // At its place the file is there whole or not at all, however many processes do this.
  const unfinished = join(keptFolder, `${randomUUID()}.unfinished`)
  try {
    writeFileSync(unfinished, stripped)
    renameSync(unfinished, join(keptFolder, name))
    names.add(name)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** Nothing of a source that is not valid: whoever runs it is told by Node what is wrong. */
function strip(source) {
  try {
    return stripTypeScriptTypes(source)
  } catch {
    return undefined
  }
}
