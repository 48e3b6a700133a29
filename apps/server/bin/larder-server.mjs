#!/usr/bin/env node
// Starts Larder: `npm start`. Configured by the environment, see `.env.example`. With a command, such
// as `larder-server projections list`, it does that instead: see `larder-server --help`.

/**
 * V8 begins to collect when two fifths of what its heap may grow by are taken, and optimizes where it runs, in
 * one step instead of three: the code of the steps between is memory, too. See docs/decisions/0031-memory.md.
 */
const ENGINE = [
  '--max-semi-space-size=1',
  '--heap-growing-percent=20',
  '--incremental-marking-hard-trigger=40',
  '--no-concurrent-recompilation',
  '--no-maglev',
  '--no-sparkplug',
]

/** glibc gives back what is free, and keeps one heap instead of one a thread. */
const ALLOCATOR = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' }

const words = process.argv.slice(2)
if (words.length === 0) beginAnew()
await import('@larder/type-stripping/register')
if (words.length > 0) {
  const { runCommand } = await import('../src/admin/run-command.ts')
  await runCommand(words)
} else {
  const { runProgram } = await import('../src/startup/run-program.ts')
  const { start } = await import('../src/startup/start.ts')
  await runProgram(start)
}

/**
 * In the same process, because both are heeded only when a process begins. What the operator set on the
 * command line, or of the allocator, wins. Elsewhere than on Linux nothing is changed.
 */
function beginAnew() {
  const { env, execPath, execArgv, argv, platform } = process
  if (platform !== 'linux' || ENGINE.every((option) => execArgv.includes(option))) return
  const options = [...ENGINE, ...execArgv, ...argv.slice(1)]
  process.execve?.(execPath, [execPath, ...options], { ...ALLOCATOR, ...env })
}
