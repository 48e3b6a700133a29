#!/usr/bin/env node
// Starts Larder: `npm start`. Configured by the environment, see `.env.example`. With a command, such
// as `larder-server projections list`, it does that instead: see `larder-server --help`.
//
// JavaScript, because what strips types takes 30 MB once it is loaded: a second start finds all of
// the TypeScript stripped and compiled in the cache, and never loads it.

import { enableCompileCache, flushCompileCache } from 'node:module'

const words = process.argv.slice(2)
if (words.length === 0) giveMemoryBack()
enableCompileCache()
if (words.length > 0) {
  const { runCommand } = await import('../src/admin/run-command.ts')
  await runCommand(words)
} else {
  const { runProgram } = await import('../src/startup/run-program.ts')
  const { start } = await import('../src/startup/start.ts')
  await runProgram(start)
}
flushCompileCache()

/**
 * Begins anew, in the same process, with an allocator that gives back what is free. glibc would keep 15 MB
 * of what V8 compiled in, a heap a thread, and reads its settings only when a process begins.
 */
function giveMemoryBack() {
  const { platform, env, execPath, execArgv, argv } = process
  if (platform !== 'linux' || env.MALLOC_ARENA_MAX !== undefined) return
  const settings = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' }
  process.execve?.(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...settings, ...env })
}
