import type { Reporter, TestModule } from 'vitest/node'
import type { Figure } from './figure.ts'

/** Prints, below everything else, what the promises' tests measured and what was left out. */
export class ClosingReport implements Reporter {
  readonly #leftOut: string | undefined

  constructor(leftOut: string | undefined) {
    this.#leftOut = leftOut
  }

  onInit(): void {
    this.#printLeftOut()
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const figures = modules.flatMap(figuresOf).sort((a, b) => a.promise - b.promise)
    if (figures.length > 0) console.log('\n The promises, in figures')
    for (const { promise, engine, text } of figures) {
      console.log(`  ${String(promise).padStart(2)}  ${engine.padEnd(6)}  ${text}`)
    }
    this.#printLeftOut()
  }

  #printLeftOut(): void {
    if (this.#leftOut !== undefined) console.error(`\n!!! ${this.#leftOut} !!!\n`)
  }
}

function figuresOf(module: TestModule): (Figure & { engine: string })[] {
  const engine = module.project.name
  return [...module.children.allTests('passed')].flatMap((test) =>
    (test.meta().figures ?? []).map((figure) => ({ ...figure, engine })),
  )
}
