import type { Environment } from './config/settings.ts'

/** Does what these arguments ask for. Answers the exit code; never throws. */
export async function run(
  args: readonly string[],
  environment: Environment,
  version: string,
): Promise<number> {
  if (args[0] === '__complete') {
    const { printCandidates } = await import('./completion/print-candidates.ts')
    printCandidates(args.slice(1))
    return Number(process.exitCode ?? 0)
  }
  const { runProgram } = await import('./program.ts')
  return runProgram(args, environment, version)
}
