import type { Reporter, TestModule } from 'vitest/node'
import type { Figure } from './figure.ts'

/** Prints what the promises' tests measured. It stands above the runner's own summary, so that failures come last. */
export class FiguresReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const figures = modules.flatMap(figuresOf).sort((a, b) => a.promise - b.promise)
    if (figures.length > 0) console.log('\n The promises, in figures')
    for (const { promise, engine, text } of figures) {
      console.log(`  ${String(promise).padStart(2)}  ${engine.padEnd(6)}  ${text}`)
    }
  }
}

function figuresOf(module: TestModule): (Figure & { engine: string })[] {
  const engine = module.project.name
  return [...module.children.allTests('passed')].flatMap((test) =>
    (test.meta().figures ?? []).map((figure) => ({ ...figure, engine })),
  )
}
