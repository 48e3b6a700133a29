// Strips all sources that a server runs, and keeps them; forgets those that have changed since.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keptFolder, keptName, sourceFolders } from './kept-sources.mjs'

mkdirSync(keptFolder, { recursive: true })
const names = new Set()
for (const folder of sourceFolders.map((url) => fileURLToPath(url))) {
  for (const path of readdirSync(folder, { recursive: true })) {
    if (path.endsWith('.ts')) keep(readFileSync(join(folder, path), 'utf8'))
  }
}
for (const name of readdirSync(keptFolder)) {
  if (name.endsWith('.js') && !names.has(name)) rmSync(join(keptFolder, name), { force: true })
}

/** At its place the file is there whole or not at all, however many processes do this. */
function keep(source) {
  const name = keptName(source)
  const unfinished = join(keptFolder, `${process.pid}.unfinished`)
  writeFileSync(unfinished, stripTypeScriptTypes(source))
  renameSync(unfinished, join(keptFolder, name))
  names.add(name)
}
