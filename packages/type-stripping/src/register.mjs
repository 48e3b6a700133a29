// Has Node read stripped sources from where they are kept. What strips them takes 30 MB in the process
// that loads it, and Node's own cache for that keeps compiled code too, of which it never gives back 20 MB.
//
// JavaScript, because it runs before any TypeScript can.

import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { keptFolder, keptName, sourceFolders } from './kept-sources.mjs'

const STRIPPING_LIMIT_MS = 60_000

let hasStripped = false

registerHooks({
  load(url, context, nextLoad) {
    const isOurs = url.endsWith('.ts') && sourceFolders.some((folder) => url.startsWith(folder))
    const source = isOurs ? stripped(fileURLToPath(url)) : undefined
    if (source === undefined) return nextLoad(url, context)
    return { format: 'module', source, shortCircuit: true }
  },
})

/** The source without its types, or nothing if it cannot be kept: then Node strips it itself. */
function stripped(file) {
  const source = readFileSync(file, 'utf8')
  const kept = readKept(source)
  if (kept !== undefined || hasStripped) return kept
  hasStripped = true
  stripAll()
  return readKept(source)
}

/** In a process of its own, which knows nothing of the server's settings and secrets. */
function stripAll() {
  const program = fileURLToPath(new URL('./strip-all.mjs', import.meta.url))
  const words = ['--disable-warning=ExperimentalWarning', program]
  try {
    mkdirSync(keptFolder, { recursive: true })
    accessSync(keptFolder, constants.W_OK)
    spawnSync(process.execPath, words, { stdio: 'ignore', timeout: STRIPPING_LIMIT_MS, env: {} })
  } catch {
    // It may not write there, or not start anything.
  }
}

function readKept(source) {
  try {
    const kept = readFileSync(`${keptFolder}${keptName(source)}`, 'utf8')
    // Types become blanks, so another length is that of a file which a power cut left unfinished.
    return kept.length === source.length ? kept : undefined
  } catch {
    return undefined
  }
}
