import { runProgram } from '../startup/run-program.ts'
import { UsageFailure } from '../startup/start-failure.ts'
import { USAGE } from './usage.ts'

type Command = (args: string[]) => Promise<void>

// Each is loaded only when it is asked for: the help needs none of what they stand on.
const commands: Record<string, () => Promise<Command>> = {
  'create-admin': async () => (await import('./create-admin.ts')).createAdmin,
  outbox: async () => (await import('./outbox/list.ts')).listOutbox,
  'outbox show': async () => (await import('./outbox/show.ts')).showMessage,
  'set-role': async () => (await import('./set-role.ts')).setRole,
  'reset-password': async () => (await import('./reset-password.ts')).resetPassword,
  'end-two-factor': async () => (await import('./end-two-factor.ts')).endTwoFactor,
  'files sweep': async () => (await import('./files/sweep.ts')).sweepFiles,
  'files check': async () => (await import('./files/check.ts')).check,
  'files usage': async () => (await import('./files/usage.ts')).showUsage,
  'projections list': async () => (await import('./projections/list.ts')).listProjections,
  'projections rebuild': async () => (await import('./projections/rebuild.ts')).rebuildProjection,
  'projections retry': async () => (await import('./projections/retry.ts')).retryProjection,
  'tasks list': async () => (await import('./tasks/list.ts')).listTasks,
  'tasks retry': async () => (await import('./tasks/retry.ts')).retryTask,
  'videos make-ladders': async () => (await import('./videos/make-ladders.ts')).makeLadders,
}

/** Does what an operator asks for at the server itself. Sets the exit code: 0, 1 or 2. */
export async function runCommand(words: string[]): Promise<void> {
  const [first = '', second = '', ...others] = words
  if (first === 'help' || words.includes('--help')) return console.log(USAGE)
  if (Object.hasOwn(commands, `${first} ${second}`))
    return runProgram(() => run(`${first} ${second}`, others))
  if (Object.hasOwn(commands, first)) return runProgram(() => run(first, words.slice(1)))
  const inGroup = Object.keys(commands).filter((name) => name.startsWith(`${first} `))
  if (inGroup.length > 0) return runProgram(() => run(`${first} ${second}`, others, inGroup))
  if (words.length > 0) console.error(`There is no command "${first}".\n`)
  console.error(USAGE)
  process.exitCode = 2
}

async function run(name: string, args: string[], known: string[] = []): Promise<void> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load) return (await load())(args)
  const choices = known.map((each) => `"${each}"`).join(', ')
  throw new UsageFailure(`There is no command "${name.trim()}". There is ${choices}.`)
}
