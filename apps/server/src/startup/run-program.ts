import { ConfigError } from '../config.ts'
import { StartFailure, UsageFailure } from './start-failure.ts'

/**
 * Runs a program to its end. What its operator can put right is said in sentences, with exit code 2
 * for a wrong configuration or usage and 1 otherwise; anything else shows its stack.
 */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  try {
    await program()
  } catch (error) {
    if (error instanceof ConfigError) {
      giveUp(2, `${error.message}\n.env.example in the project explains every setting.`)
    }
    if (error instanceof UsageFailure) giveUp(2, `${error.message}\nSee --help.`)
    giveUp(1, error instanceof StartFailure ? error.message : error)
  }
}

function giveUp(exitCode: 1 | 2, why: unknown): never {
  console.error(why)
  process.exit(exitCode)
}
