import type { Reporter, TestModule } from 'vitest/node'

/** Names the tests that passed only when they were tried again: nothing is broken, and something is to be mended. */
export class FlakyReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const test of module.children.allTests('passed')) {
        if (!test.diagnostic()?.flaky) continue
        console.error(
          `!!! Passed at the second try: ${module.project.name} ${module.relativeModuleId} > ${test.fullName}`,
        )
        for (const { message } of test.result().errors ?? []) console.error(`    ${message}`)
      }
    }
  }
}
