import type { Reporter } from 'vitest/node'

/** Says first and last, and loudly, what this run leaves out. */
export class LeftOutReport implements Reporter {
  readonly #leftOut: readonly string[]

  constructor(leftOut: readonly string[]) {
    this.#leftOut = leftOut
  }

  onInit(): void {
    this.#print()
  }

  onTestRunEnd(): void {
    this.#print()
  }

  #print(): void {
    for (const line of this.#leftOut) console.error(`\n!!! ${line} !!!\n`)
  }
}
